package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.keycloak.KeycloakRealm;
import org.gatehouse.testing.keycloak.KeycloakServer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real Keycloak as the second issuer: logins through it, its tokens traded, and its users administered from here. */
final class KeycloakIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;
    private static KeycloakRealm realm;

    @BeforeAll
    static void start() {
        var server = KeycloakServer.shared();
        realm = KeycloakRealm.of(server);
        auth = AuthService.on(DATABASE, settings(server));
    }

    private static Map<String, Object> settings(KeycloakServer server) {
        var settings = new HashMap<>(server.properties());
        settings.put("gatehouse.accounts.home", "keycloak");
        return settings;
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static Answer exchange(String token) {
        return auth.exchange(token);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer me(String token) {
        return auth.meAt(token);
    }

    private static String newEmail() {
        return "user-" + UUID.randomUUID() + "@example.org";
    }

    private static Answer register(String email) {
        return auth.post(
                "/api/v1/auth/register",
                AuthService.json("name", "Ada King Lovelace", "email", email, "password", AuthService.PASSWORD));
    }

    @Nested
    class Login {

        @Test
        void ofTheSeedsExampleGivesTokensOfKeycloakThatAreGoodHere() {
            var tokens = auth.form("/token", "username=testuser&password=testpassword");

            assertThat(tokens.status()).isEqualTo(200);
            var me = me(tokens.text("access_token"));
            assertThat(me.text("identity_provider")).isEqualTo("keycloak");
            assertThat(me.text("name")).isEqualTo("Test User");
            assertThat(me.text("email")).isEqualTo("testuser@gatehouse.local");
        }

        @Test
        void worksByJsonToo() {
            var tokens = auth.post(
                    "/api/v1/auth/login", AuthService.json("username", "testuser", "password", "testpassword"));

            assertThat(tokens.status()).isEqualTo(200);
            assertThat(me(tokens.text("access_token")).status()).isEqualTo(200);
        }

        @Test
        void isRefusedAlikeForAWrongPasswordAndAnUnknownUser() {
            var wrong = auth.form("/token", "username=testuser&password=wrong");
            var unknown = auth.form("/token", "username=nobody&password=wrong");

            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.text("error")).isEqualTo("invalid_grant");
            assertThat(unknown.body()).isEqualTo(wrong.body());
        }

        @Test
        void ofALocalAccountNeedsNoKeycloak() {
            assertThat(auth.logIn(AuthService.ADMIN_EMAIL, AuthService.ADMIN_PASSWORD)
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void isRenewedAtKeycloakAndARefreshTokenWorksOnce() {
            var first = auth.form("/token", "username=testuser&password=testpassword");
            var refresh = encode(first.text("refresh_token"));
            var second = auth.form("/token", "grant_type=refresh_token&refresh_token=" + refresh);

            assertThat(second.status()).isEqualTo(200);
            assertThat(me(second.text("access_token")).status()).isEqualTo(200);
            assertThat(auth.form("/token", "grant_type=refresh_token&refresh_token=" + refresh)
                            .text("error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        void isOverAfterLogoutForTheAccessTokenToo() {
            var tokens = auth.form("/token", "username=testuser&password=testpassword");
            assertThat(exchange(tokens.text("access_token")).status()).isEqualTo(200);

            auth.post("/api/v1/auth/logout", AuthService.json("refresh_token", tokens.text("refresh_token")));

            assertThat(exchange(tokens.text("access_token")).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void is503WhileKeycloakIsDownAndOurOwnGoesOn() {
            var settings = settings(KeycloakServer.shared());
            settings.put("gatehouse.keycloak.internal-url", "http://127.0.0.1:9/realms/gatehouse");
            try (var cutOff = AuthService.on(DATABASE, settings)) {
                var form = cutOff.form("/token", "username=testuser&password=testpassword");
                var json = cutOff.post(
                        "/api/v1/auth/login", AuthService.json("username", "testuser", "password", "testpassword"));

                assertThat(form.status()).isEqualTo(503);
                assertThat(json.status()).isEqualTo(503);
                assertThat(cutOff.logIn(AuthService.ADMIN_EMAIL, AuthService.ADMIN_PASSWORD)
                                .status())
                        .isEqualTo(200);
                assertThat(cutOff.post(
                                        "/api/v1/auth/register",
                                        AuthService.json("name", "A", "email", newEmail(), "password", "long enough 1"))
                                .status())
                        .isEqualTo(503);
            }
        }
    }

    @Nested
    class Registration {

        @Test
        void opensAUserOfTheRealmThatCanLogIn() {
            var email = newEmail();
            var account = register(email);

            assertThat(account.status()).isEqualTo(201);
            var user = realm.user(email);
            assertThat(user.path("firstName").asText()).isEqualTo("Ada King");
            assertThat(user.path("lastName").asText()).isEqualTo("Lovelace");
            var tokens = auth.logIn(email, AuthService.PASSWORD);
            var me = me(tokens.text("access_token"));
            assertThat(me.text("id")).isEqualTo(account.text("id"));
            assertThat(me.text("name")).isEqualTo("Ada King Lovelace");
        }

        @Test
        void ofANameOfOneWordWorksToo() {
            var email = newEmail();
            auth.post(
                    "/api/v1/auth/register",
                    AuthService.json("name", "Ada", "email", email, "password", AuthService.PASSWORD));

            assertThat(me(auth.logIn(email, AuthService.PASSWORD).text("access_token"))
                            .text("name"))
                    .isEqualTo("Ada");
        }

        @Test
        void isAConflictWhenTheAddressIsTakenThere() {
            var email = newEmail();
            register(email);

            assertThat(register(email).status()).isEqualTo(409);
        }

        @Test
        void isRefusedByOurRulesBeforeKeycloakIsAsked() {
            assertThat(auth.post(
                                    "/api/v1/auth/register",
                                    AuthService.json("name", "Ada", "email", newEmail(), "password", "password"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Administration {

        private final String email = newEmail();
        private final String path = "/users/" + register(email).text("id");
        private final String token = auth.logIn(email, AuthService.PASSWORD).text("access_token");

        private Answer patch(String json) {
            return auth.send("PATCH", path, auth.administrator(), json);
        }

        @Test
        void disablesAndEnablesTheUserThere() {
            assertThat(patch("{\"enabled\":false}").status()).isEqualTo(200);
            assertThat(realm.user(email).path("enabled").asBoolean()).isFalse();
            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(401);

            patch("{\"enabled\":true}");
            assertThat(exchange(token).text("error")).as("a token from before").isEqualTo("invalid_grant");
            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void changesNamePasswordAndRolesThere() {
            var answer = patch(
                    "{\"name\":\"Grace Hopper\",\"password\":\"another good phrase\",\"roles\":[\"user\",\"admin\"]}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(realm.user(email).path("firstName").asText()).isEqualTo("Grace");
            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(401);
            var again = auth.logIn(email, "another good phrase").text("access_token");
            assertThat(AuthService.claims(exchange(again).text("access_token")).get("roles"))
                    .isEqualTo(List.of("admin", "user"));
        }

        @Test
        void deletesTheUserThereAndForEver() {
            assertThat(auth.delete(path, auth.administrator()).status()).isEqualTo(204);

            assertThat(realm.user(email).isMissingNode()).isTrue();
            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
            assertThat(auth.get(path, auth.administrator()).status()).isEqualTo(404);
        }

        @Test
        void showsWhereTheAccountLogsInAndAsWhom() {
            var user = auth.get(path, auth.administrator());

            assertThat(user.text("identity_provider")).isEqualTo("keycloak");
            assertThat(user.text("username")).isEqualTo(email);
        }
    }

    @Nested
    class Sessions {

        private final String email = newEmail();
        private final String id = register(email).text("id");

        @Test
        void areListedAndEnded() {
            var kept = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            var ended = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            var endedId = (String)
                    AuthService.claims(exchange(ended).text("access_token")).get("sid");
            var ours = exchange(kept).text("access_token");

            assertThat(auth.get("/api/v1/auth/sessions", ours).body()).contains(endedId);
            assertThat(auth.delete("/api/v1/auth/sessions/" + endedId, ours).status())
                    .isEqualTo(204);

            assertThat(realm.sessions(realm.user(email).path("id").asText())).hasSize(1);
            assertThat(exchange(ended).text("error")).isEqualTo("invalid_grant");
            assertThat(exchange(kept).status()).isEqualTo(200);
            assertThat(auth.delete("/api/v1/auth/sessions/" + endedId, ours).status())
                    .isEqualTo(404);
        }

        @Test
        void ofAnotherUserAreAsAbsentAsNone() {
            var mine = exchange(auth.logIn(email, AuthService.PASSWORD).text("access_token"))
                    .text("access_token");
            var other = newEmail();
            register(other);
            var others = exchange(auth.logIn(other, AuthService.PASSWORD).text("access_token"))
                    .text("access_token");

            var sid = AuthService.claims(others).get("sid");
            assertThat(auth.delete("/api/v1/auth/sessions/" + sid, mine).status())
                    .isEqualTo(404);
            assertThat(auth.get("/users/" + id, others).status()).isEqualTo(404);
        }
    }

    @Nested
    class Roles {

        @Test
        void ofTheRealmAreMappedAndThoseOfItsServiceAccountAreNot() {
            var subject = realm.createUser("boss-" + UUID.randomUUID(), "boss password 1");
            realm.giveRealmRole(subject, "admin");
            var name = realm.administer("GET", "/users/" + subject, null)
                    .body()
                    .replaceAll(".*\"username\":\"([^\"]+)\".*", "$1");
            var boss = exchange(
                    realm.logIn(name, "boss password 1").path("access_token").asText());

            assertThat(AuthService.claims(boss.text("access_token")).get("roles"))
                    .isEqualTo(List.of("admin", "user"));
            var service = realm.token(
                    "gatehouse",
                    Map.of(
                            "grant_type", "client_credentials",
                            "client_id", "gatehouse",
                            "client_secret", KeycloakServer.shared().clientSecret()));
            assertThat(exchange(service.path("access_token").asText()).text("error"))
                    .isEqualTo("invalid_grant");
        }
    }
}
