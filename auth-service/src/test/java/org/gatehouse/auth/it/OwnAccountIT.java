package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.util.UUID;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAccountIT {

    private static final String NEXT = "another long enough phrase";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static Answer changePassword(String token, String current, String next) {
        return auth.post("/api/v1/auth/password", token, json("current_password", current, "new_password", next));
    }

    @Nested
    class Password {

        @Test
        void endsAllSessionsAndSaysSoWhileKeysGoOn() {
            var email = auth.register();
            var elsewhere = auth.logIn(email, PASSWORD);
            var token = auth.logIn(email, PASSWORD).text("access_token");
            var key = auth.post("/api/v1/auth/keys", token, "{}").text("key");

            var changed = changePassword(token, PASSWORD, NEXT);

            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.json()).containsEntry("sessions_ended", 2L);
            Eventually.becomes(401, () -> auth.get("/api/v1/auth/me", token).status());
            Eventually.becomes(
                    401,
                    () -> auth.get("/api/v1/auth/me", elsewhere.text("access_token"))
                            .status());
            assertThat(auth.post("/api/v1/auth/refresh", json("refresh_token", elsewhere.text("refresh_token")))
                            .status())
                    .isEqualTo(401);
            assertThat(auth.post("/auth/token", json("api_key", key)).status()).isEqualTo(200);
            assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(401);
            assertThat(auth.logIn(email, NEXT).status()).isEqualTo(200);
        }

        @Test
        void needsTheCurrentOneAndAGoodOne() {
            var token = auth.newUser();

            assertThat(changePassword(token, NEXT, NEXT).faultyFields()).containsExactly("current_password");
            assertThat(changePassword(token, PASSWORD, "password1").faultyFields())
                    .containsExactly("new_password");
            assertThat(auth.get("/api/v1/auth/me", token).status()).isEqualTo(200);
        }

        @Test
        void isNotFoundByGuessingWithAStolenToken() {
            var token = auth.newUser();
            for (int i = 0; i < 6; i++) {
                assertThat(changePassword(token, "guess number " + i, NEXT).status())
                        .isEqualTo(400);
            }
            var locked = changePassword(token, PASSWORD, NEXT);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.header("retry-after")).isNotEmpty();
        }
    }

    @Nested
    class EmailAddress {

        @Test
        void isWhatOneLogsInWithFromThenOn() {
            var email = auth.register();
            var token = auth.logIn(email, PASSWORD).text("access_token");
            var next = "Next-" + UUID.randomUUID() + "@Gatehouse.test";

            assertThat(auth.post("/api/v1/auth/email", token, json("email", next, "current_password", PASSWORD))
                            .status())
                    .isEqualTo(200);

            assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(401);
            assertThat(auth.logIn(next, PASSWORD).status()).isEqualTo(200);
            assertThat(auth.get("/api/v1/auth/me", token).text("email")).isEqualToIgnoringCase(next);
        }

        @Test
        void isNobodyElsesAndAnAddress() {
            var taken = auth.register();
            var token = auth.newUser();

            assertThat(auth.post("/api/v1/auth/email", token, json("email", taken, "current_password", PASSWORD))
                            .status())
                    .isEqualTo(409);
            assertThat(auth.post("/api/v1/auth/email", token, json("email", "nobody", "current_password", PASSWORD))
                            .faultyFields())
                    .containsExactly("email");
            assertThat(auth.post("/api/v1/auth/email", token, json("email", "a@b.c", "current_password", NEXT))
                            .faultyFields())
                    .containsExactly("current_password");
        }
    }

    @Nested
    class OwnKey {

        @Test
        void tellsItsLimitsAndNothingThatNobodyKnows() {
            var made = auth.post(
                    "/api/v1/auth/keys",
                    auth.newUser(),
                    "{\"requests_per_minute\":7,\"models\":[\"m\"],\"expires_at\":\"2099-01-01T00:00:00Z\"}");
            var token =
                    auth.post("/auth/token", json("api_key", made.text("key"))).text("access_token");

            var own = auth.get("/v1/key", token);

            assertThat(own.status()).isEqualTo(200);
            assertThat(own.json())
                    .containsEntry("id", made.text("id"))
                    .containsEntry("requests_per_minute", 7L)
                    .containsEntry("expires_at", "2099-01-01T00:00:00Z")
                    .doesNotContainKeys("key", "usage", "spent");
        }

        @Test
        void isAbsentFromALogin() {
            assertThat(auth.get("/v1/key", auth.newUser()).status()).isEqualTo(404);
        }
    }

    @Nested
    class Administration {

        @Test
        void opensAnAccountWithRoles() {
            var email = "made-" + UUID.randomUUID() + "@gatehouse.test";
            var body = "{\"name\":\"Made\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"%s}";

            var made = auth.post("/users", auth.administrator(), body.formatted(",\"roles\":[\"guest\"]"));

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.texts("roles")).containsExactly("guest");
            assertThat(claims(auth.logIn(email, PASSWORD).text("access_token"))).containsEntry("scope", "read");
            assertThat(auth.post("/users", auth.administrator(), body.formatted(""))
                            .status())
                    .isEqualTo(409);
            assertThat(auth.post("/users", auth.newUser(), body.formatted("")).status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role",
                "roles",
                "id",
                "permission",
                "permissions",
                "is_admin",
                "enabled",
                "tenant_id",
                "budget",
                "created_at"
            })
    void nobodyChoosesMoreThanNameAddressAndPassword(String field) {
        var body = "{\"name\":\"A\",\"email\":\"a-" + UUID.randomUUID() + "@gatehouse.test\",\"password\":\"" + PASSWORD
                + "\",\"" + field + "\":\"admin\"}";

        assertThat(auth.post("/api/v1/auth/register", body).status()).isEqualTo(400);
        if (!field.equals("roles") && !field.equals("enabled")) {
            var id = claims(auth.newUser()).get("sub");
            assertThat(auth.send(
                                    "PATCH",
                                    "/users/" + id,
                                    auth.administrator(),
                                    "{\"name\":\"B\",\"" + field + "\":\"admin\"}")
                            .status())
                    .isEqualTo(400);
        }
    }
}
