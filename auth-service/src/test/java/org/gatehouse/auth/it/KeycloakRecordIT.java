package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.keycloak.KeycloakRealm;
import org.gatehouse.testing.keycloak.KeycloakServer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real Keycloak as the second issuer: what is recorded of its logins, and a second factor that is lost there. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class KeycloakRecordIT {

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

    private static String newEmail() {
        return "user-" + UUID.randomUUID() + "@example.org";
    }

    private static Answer register(String email) {
        return auth.post(
                "/api/v1/auth/register",
                AuthService.json("name", "Ada King Lovelace", "email", email, "password", AuthService.PASSWORD));
    }

    @Nested
    @Order(1)
    class OnRecord {

        private final String email = newEmail();
        private final String account = register(email).text("id");

        private List<Map<String, Object>> logins() {
            return auth.get("/admin/audit?account=" + account, auth.administrator()).list("data").stream()
                    .filter(event -> String.valueOf(event.get("type")).startsWith("login."))
                    .toList();
        }

        @Test
        void tellsOfALoginOnceThoughItsTokenIsTradedLater() {
            var token = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            exchange(token);
            exchange(token);

            assertThat(logins())
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .containsEntry("type", "login.succeeded")
                            .containsEntry(
                                    "subject",
                                    AuthService.claims(exchange(token).text("access_token"))
                                            .get("sid")));
        }

        @Test
        void tellsWhyKeycloakRefusedAndNotWhatWasTyped() {
            auth.logIn(email, "canary-wrong-password");
            realm.administer("PUT", "/users/" + realm.user(email).path("id").asText(), "{\"enabled\":false}");
            auth.logIn(email, AuthService.PASSWORD);

            assertThat(logins())
                    .extracting(event -> event.get("details"))
                    .containsExactly(
                            Map.of("factor", "provider", "reason", "disabled"),
                            Map.of("factor", "provider", "reason", "credentials"));
            assertThat(auth.get("/admin/audit/export", auth.administrator()).body())
                    .contains("\"reason\":\"disabled\"")
                    .doesNotContain("canary-wrong-password", AuthService.PASSWORD);
        }

        @Test
        void tellsOfAnAccountThatIsClosedHereAlone() {
            var token = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            auth.send("PATCH", "/users/" + account, auth.administrator(), "{\"enabled\":false}");
            realm.administer("PUT", "/users/" + realm.user(email).path("id").asText(), "{\"enabled\":true}");

            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(401);

            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
            assertThat(logins().getFirst())
                    .containsEntry("details", Map.of("factor", "provider", "reason", "closed_here"));
            assertThat(realm.sessions(realm.user(email).path("id").asText())).isEmpty();
        }

        @Test
        void knowsWhenAPasswordWasGivenThoughTheRealmsTokenDoesNot() {
            var token = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            var now = Clock.systemUTC().instant().getEpochSecond();

            assertThat(AuthService.claims(token)).as("what Keycloak says").doesNotContainKey("auth_time");
            assertThat((Long) AuthService.claims(exchange(token).text("access_token"))
                            .get("auth_time"))
                    .isBetween(now - 30, now + 1);
        }
    }

    /** Last: from then on an administrator has a second factor, and closing an account asks for it. */
    @Nested
    @Order(2)
    class LostSecondFactor {

        /** Without a login after the other one's clock went on: an attempt in the future would lock them all. */
        private static String steppedUp(AuthService localHome) {
            var email = newEmail();
            localHome.post("/users", localHome.administrator(), """
                    {"name":"Chief","email":"%s","password":"%s","roles":["user","admin"]}\
                    """.formatted(email, AuthService.PASSWORD));
            var token = localHome.logIn(email, AuthService.PASSWORD).text("access_token");
            var code = Authenticator.enrol(localHome, token).nextCode();
            return localHome
                    .post("/api/v1/auth/mfa/verify", token, AuthService.json("otp", code))
                    .text("access_token");
        }

        @Test
        void isTakenAwayThereAndTheSessionsEnd() {
            var email = newEmail();
            var account = register(email).text("id");
            var user = "/users/" + realm.user(email).path("id").asText();
            var token = auth.logIn(email, AuthService.PASSWORD).text("access_token");
            realm.administer("PUT", user, """
                    {"credentials":[{"type":"otp","secretData":"{\\"value\\":\\"a secret of twenty b\\"}",
                      "credentialData":"{\\"subType\\":\\"totp\\",\\"digits\\":6,\\"period\\":30,\\"algorithm\\":\\"HmacSHA1\\"}"}]}""");
            assertThat(auth.logIn(email, AuthService.PASSWORD).status())
                    .as("a code is due there")
                    .isEqualTo(401);
            String administrator;
            try (var localHome =
                    AuthService.on(DATABASE, KeycloakServer.shared().properties())) {
                administrator = steppedUp(localHome);
            }

            assertThat(auth.delete("/users/" + account + "/totp", administrator).status())
                    .isEqualTo(204);

            assertThat(realm.administer("GET", user + "/credentials", null).body())
                    .doesNotContain("\"otp\"");
            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(200);
            assertThat(auth.delete("/users/" + account + "/totp", administrator).status())
                    .isEqualTo(404);
        }
    }
}
