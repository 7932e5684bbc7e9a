package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service acts for a user: the user's token for one that names both. */
class DelegationIT {

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

    @Test
    void givesATokenThatNamesTheUserTheServiceAndOneAudienceForAMinute() {
        var user = auth.newUser();

        var answer = exchange(user, "key-vault-service");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .containsEntry("expires_in", 60L)
                .doesNotContainKey("refresh_token");
        assertThat(AuthService.claims(answer.text("access_token")))
                .containsEntry("sub", AuthService.claims(user).get("sub"))
                .containsEntry("aud", "key-vault-service")
                .containsEntry("client_id", "chat-relay-service")
                .containsEntry("act", Map.of("sub", "chat-relay-service"))
                .containsEntry("scope", AuthService.claims(user).get("scope"))
                .containsEntry("roles", List.of());
    }

    @Test
    void givesNoMorePermissionsThanTheUsersTokenHas() {
        var key = auth.post("/api/v1/auth/keys", auth.newUser(), "{\"permissions\":[\"read\"]}");
        var token = auth.post("/auth/token", "{\"api_key\":\"" + key.text("key") + "\"}")
                .text("access_token");

        var delegated = exchange(token, "key-vault-service").text("access_token");

        assertThat(AuthService.claims(delegated)).containsEntry("scope", "read");
    }

    @Test
    void isRefusedForATokenThatIsNoLongerGood() {
        var pair = auth.logIn(auth.register(), AuthService.PASSWORD);
        assertThat(exchange(pair.text("access_token"), "key-vault-service").status())
                .isEqualTo(200);
        auth.post("/api/v1/auth/logout", "{\"refresh_token\":\"" + pair.text("refresh_token") + "\"}");

        for (var token : List.of(
                pair.text("access_token"),
                "nonsense",
                pair.text("refresh_token"),
                auth.serviceToken("key-vault-service"),
                exchange(auth.newUser(), "key-vault-service").text("access_token"))) {
            var answer = exchange(token, "key-vault-service");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_grant");
        }
    }

    @Test
    void isRefusedForAnAudienceThatIsNoOtherServiceAndForStrangers() {
        var user = auth.newUser();
        for (var audience : List.of("", "gatehouse", "elsewhere", "chat-relay-service", "model-catalog-service")) {
            assertThat(exchange(user, audience).text("error")).isEqualTo("invalid_target");
        }
        assertThat(auth.form("/token", form(user, "key-vault-service")).status())
                .isEqualTo(401);
    }

    private static Answer exchange(String token, String audience) {
        return auth.form("/token", form(token, audience), AuthService.asRelay());
    }

    private static String form(String token, String audience) {
        return "grant_type=" + encode("urn:ietf:params:oauth:grant-type:token-exchange") + "&subject_token_type="
                + encode("urn:ietf:params:oauth:token-type:access_token") + "&audience=" + audience + "&subject_token="
                + encode(token);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
