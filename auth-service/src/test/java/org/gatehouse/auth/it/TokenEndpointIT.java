package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.basic;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointIT {

    private static final String EXCHANGE = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            + "&subject_token_type=urn%3Agatehouse%3Aparams%3Aoauth%3Atoken-type%3Aapi-key&audience=gatehouse&subject_token=";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    static AuthService auth;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    @Nested
    class Ok {

        @Test
        void takesAPasswordAlsoWithoutGrantType() {
            var form = "username=" + encode(auth.register()) + "&password=" + encode(PASSWORD);

            for (var body : List.of(form, "grant_type=password&" + form)) {
                var answer = auth.form("/token", body);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json())
                        .containsKeys("access_token", "refresh_token", "scope")
                        .containsEntry("token_type", "bearer")
                        .containsEntry("expires_in", 1800L);
                assertThat(answer.header("cache-control")).isEqualTo("no-store");
            }
        }

        @Test
        void refreshes() {
            var pair = auth.logIn(auth.register(), PASSWORD);

            var answer = auth.form("/token", "grant_type=refresh_token&refresh_token=" + pair.text("refresh_token"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).containsKey("refresh_token");
        }

        @Test
        void givesAServiceATokenForOneOther() {
            var answer =
                    auth.form("/token", "grant_type=client_credentials&audience=key-vault-service", auth.asGateway());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).containsEntry("expires_in", 3600L).doesNotContainKey("refresh_token");
            assertThat(AuthService.claims(answer.text("access_token")))
                    .containsEntry("sub", "gateway-service")
                    .containsEntry("client_id", "gateway-service")
                    .containsEntry("aud", "key-vault-service")
                    .containsEntry("scope", "")
                    .containsEntry("roles", List.of("service"));
        }

        /** The edge's token stands beside users' tokens and lives as long as they do; those of others are short. */
        @Test
        void givesOtherServicesShortTokens() {
            var relay = AuthService.basic("chat-relay-service", "relay-service-secret-0123456789abcdef");
            var answer = auth.form(
                    "/token", "grant_type=client_credentials&audience=key-vault-service", "Authorization", relay);

            assertThat(answer.json()).containsEntry("expires_in", 300L);
        }

        @Test
        void exchangesAnApiKeyForTheGateway() {
            var key = auth.post("/api/v1/auth/keys", auth.newUser(), "{}");

            var answer = auth.form("/token", EXCHANGE + key.text("key"), auth.asGateway());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json())
                    .containsEntry("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("expires_in", 3600L);
            assertThat(AuthService.claims(answer.text("access_token")))
                    .containsEntry("key_id", key.text("id"))
                    .containsEntry("aud", "gatehouse");
        }
    }

    @Nested
    class BadRequest {

        @ParameterizedTest
        @CsvSource({
            "'', invalid_request",
            "username=a, invalid_request",
            "username=a&username=b&password=c, invalid_request",
            "username=a&password=b, invalid_grant",
            "grant_type=refresh_token, invalid_request",
            "grant_type=refresh_token&refresh_token=x, invalid_grant",
            "grant_type=authorization_code&code=x, unsupported_grant_type",
            "grant_type=implicit, unsupported_grant_type",
            "nonsense, invalid_request",
        })
        void answersInTheWordsOfTheStandard(String form, String error) {
            var answer = auth.form("/token", form);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json())
                    .containsOnlyKeys("error", "error_description")
                    .containsEntry("error", error);
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
        }

        @Test
        void refusesAnUnknownAudience() {
            for (var audience : List.of("", "gatehouse", "elsewhere")) {
                var answer =
                        auth.form("/token", "grant_type=client_credentials&audience=" + audience, auth.asGateway());
                assertThat(answer.text("error")).isEqualTo("invalid_target");
            }
        }

        @Test
        void refusesAWrongKeyInExchange() {
            assertThat(auth.form("/token", EXCHANGE + "nonsense", auth.asGateway())
                            .text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(auth.form("/token", EXCHANGE.replace("api-key", "other") + "x", auth.asGateway())
                            .text("error"))
                    .isEqualTo("invalid_request");
        }
    }

    @Nested
    class Unauthorized {

        @Test
        void asksTheClientToAuthenticate() {
            var form = "grant_type=client_credentials&audience=key-vault-service";
            var headers = List.of(
                    basic("gateway-service", "wrong"),
                    basic("nobody", AuthService.GATEWAY_SECRET),
                    basic("gateway-service", ""),
                    "Bearer abc");
            for (var header : headers) {
                refused(auth.form("/token", form, "Authorization", header));
            }
            refused(auth.form("/token", form));
            refused(auth.form("/token", EXCHANGE + "x"));
        }

        private void refused(Answer answer) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
            assertThat(answer.header("www-authenticate")).startsWith("Basic ");
        }
    }

    @Nested
    class Introspection {

        private static final String PATH = "/token/introspection";

        @Test
        void tellsServicesWhatATokenIsWorth() {
            var pair = auth.logIn(auth.register(), PASSWORD);

            var answer = auth.form(PATH, "token=" + pair.text("access_token"), auth.asGateway());

            assertThat(answer.json())
                    .containsEntry("active", true)
                    .containsEntry("scope", "read write execute")
                    .containsKeys("sub", "exp", "iat", "jti");
            for (var worthless : List.of("x", pair.text("refresh_token"), auth.serviceToken("auth-service"))) {
                assertThat(auth.form(PATH, "token=" + worthless, auth.asGateway())
                                .body())
                        .isEqualTo("{\"active\":false}");
            }
        }

        @Test
        void isForServicesOnly() {
            assertThat(auth.form(PATH, "token=x").text("error")).isEqualTo("invalid_client");
            assertThat(auth.form(PATH, "", auth.asGateway()).text("error")).isEqualTo("invalid_request");
        }
    }

    @Nested
    class Revocation {

        private static final String PATH = "/token/revocation";

        @Test
        void endsTheSessionOfEitherToken() {
            for (var kind : List.of("access_token", "refresh_token")) {
                var pair = auth.logIn(auth.register(), PASSWORD);

                assertThat(auth.form(PATH, "token=" + pair.text(kind)).status()).isEqualTo(200);
                assertThat(auth.form("/token", "grant_type=refresh_token&refresh_token=" + pair.text("refresh_token"))
                                .text("error"))
                        .isEqualTo("invalid_grant");
            }
        }

        @Test
        void answersUnknownTokensAlike() {
            assertThat(auth.form(PATH, "token=unknown").status()).isEqualTo(200);
            assertThat(auth.form(PATH, "").status()).isEqualTo(400);
        }
    }

    @Nested
    class WellKnown {

        @Test
        void namesWhatIsThere() {
            var answer = auth.get("/.well-known/openid-configuration");

            assertThat(answer.json())
                    .containsEntry("issuer", "http://localhost:8080")
                    .containsEntry("token_endpoint", "http://localhost:8080/token")
                    .containsEntry("jwks_uri", "http://localhost:8080/.well-known/jwks.json")
                    .doesNotContainKey("authorization_endpoint");
        }

        @Test
        void publishesTheKeyThatSigns() throws ParseException, JOSEException {
            var set = auth.get("/.well-known/jwks.json");
            var token = SignedJWT.parse(auth.newUser());

            assertThat(set.body()).doesNotContain("\"d\"").doesNotContain("\"p\"");
            var key = JWKSet.parse(set.body()).getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
            assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
