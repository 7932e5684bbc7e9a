package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.time.Duration;
import java.util.Objects;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RotationIT {

    private static final String KEYS = "/api/v1/auth/keys";
    private static final String SESSIONS = "/api/v1/auth/sessions";

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
    class Keys {

        @Test
        void letTheOldOneWorkUntilTheGraceEnds() {
            var user = auth.newUser();
            var old = auth.post(KEYS, user, """
                {"name":"ci","permissions":["read"]}\
                """);

            var next = auth.post(KEYS + "/" + old.text("id") + "/rotate", user, "{\"grace_seconds\":300}");

            assertThat(next.status()).isEqualTo(200);
            assertThat(next.text("key")).isNotEqualTo(old.text("key"));
            for (var field : new String[] {"name", "permissions"}) {
                assertThat(next.json().get(field)).isEqualTo(old.json().get(field));
            }
            assertThat((Long) exchange(old).json().get("expires_in")).isBetween(1L, 300L);
            assertThat(exchange(next).json()).containsEntry("expires_in", 3600L);
            assertThat(auth.get(KEYS + "/" + old.text("id"), user).json().get("expires_at"))
                    .isNotNull();

            auth.pass(Duration.ofSeconds(301));
            assertThat(exchange(old).status()).isEqualTo(401);
            assertThat(exchange(next).status()).isEqualTo(200);
        }

        @Test
        void ceaseAtOnceWithoutGrace() {
            var user = auth.newUser();
            var old = auth.post(KEYS, user, "{}");

            assertThat(auth.send("POST", KEYS + "/" + old.text("id") + "/rotate", user, null)
                            .status())
                    .isEqualTo(200);
            assertThat(exchange(old).status()).isEqualTo(401);
        }

        @Test
        void areRotatedOnce() {
            var user = auth.newUser();
            var path = KEYS + "/" + auth.post(KEYS, user, "{}").text("id") + "/rotate";

            assertThat(auth.post(path, user, "{\"grace_seconds\":60}").status()).isEqualTo(200);
            assertThat(auth.post(path, user, "{\"grace_seconds\":60}").status()).isEqualTo(409);
        }

        @Test
        void ofOthersAreAbsent() {
            var path = KEYS + "/" + auth.post(KEYS, auth.newUser(), "{}").text("id") + "/rotate";

            assertThat(auth.post(path, auth.newUser(), "{}").status()).isEqualTo(404);
        }

        @Test
        void refuseAGraceOutOfBounds() {
            var user = auth.newUser();
            var path = KEYS + "/" + auth.post(KEYS, user, "{}").text("id") + "/rotate";

            assertThat(auth.post(path, user, "{\"grace_seconds\":-1}").faultyFields())
                    .containsExactly("grace_seconds");
        }

        private static Answer exchange(Answer key) {
            return auth.post("/auth/token", json("api_key", key.text("key")));
        }
    }

    @Nested
    class Sessions {

        @Test
        void areListedAndEnded() {
            var email = auth.register();
            var first = auth.logIn(email, PASSWORD);
            var second = auth.logIn(email, PASSWORD);
            var token = first.text("access_token");

            var list = auth.get(SESSIONS, token).list("data");
            assertThat(list).hasSize(2);
            assertThat(list)
                    .filteredOn(session -> Objects.equals(session.get("current"), true))
                    .hasSize(1);

            var other = String.valueOf(
                    AuthService.claims(second.text("access_token")).get("sid"));
            assertThat(auth.delete(SESSIONS + "/" + other, token).status()).isEqualTo(204);
            assertThat(auth.delete(SESSIONS + "/" + other, token).status()).isEqualTo(404);
            assertThat(auth.get(SESSIONS, token).list("data")).hasSize(1);
            assertThat(auth.post("/api/v1/auth/refresh", json("refresh_token", second.text("refresh_token")))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void ofOthersAreAbsent() {
            var theirs = String.valueOf(AuthService.claims(auth.newUser()).get("sid"));

            assertThat(auth.delete(SESSIONS + "/" + theirs, auth.newUser()).status())
                    .isEqualTo(404);
        }
    }
}
