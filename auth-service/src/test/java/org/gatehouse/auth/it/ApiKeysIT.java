package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysIT {

    private static final String KEYS = "/api/v1/auth/keys";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    static AuthService auth;
    static String user;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
        user = auth.newUser();
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    @Nested
    class Create {

        @Nested
        class Ok {

            @ParameterizedTest
            @ValueSource(strings = {KEYS, "/api/v1/auth/api-key"})
            void showsTheKeyOnce(String path) {
                var answer = auth.post(path, user, "{}");

                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.text("key")).matches("sk-gh-[0-9A-Za-z]{61}");
                assertThat(answer.text("key")).startsWith(answer.text("key_prefix"));
                assertThat(answer.json())
                        .containsEntry("permissions", List.of("read", "write", "execute"))
                        .containsEntry("models", List.of())
                        .containsEntry("expires_at", null);
                assertThat(auth.get(KEYS + "/" + answer.text("id"), user).json())
                        .doesNotContainKey("key");
            }

            @Test
            void takesNoBodyAtAll() {
                assertThat(auth.send("POST", KEYS, user, null).status()).isEqualTo(201);
            }

            @Test
            void keepsEveryTerm() {
                var answer = auth.post(KEYS, user, """
                    {"name":"ci","permissions":["read","execute"],"models":["gatehouse/echo"],
                     "expires_at":"2099-01-01T00:00:00+01:00","requests_per_minute":5}\
                    """);

                assertThat(answer.status()).isEqualTo(201);
                var stored = auth.get(KEYS + "/" + answer.text("id"), user).json();
                assertThat(stored)
                        .containsEntry("name", "ci")
                        .containsEntry("permissions", List.of("read", "execute"))
                        .containsEntry("models", List.of("gatehouse/echo"))
                        .containsEntry("expires_at", "2098-12-31T23:00:00Z")
                        .containsEntry("requests_per_minute", 5L);
            }
        }

        @Nested
        class BadRequest {

            @ParameterizedTest
            @CsvSource(
                    delimiter = '|',
                    value = {
                        "{\"permissions\":[\"root\"]} | permissions",
                        "{\"expires_at\":\"2020-01-01T00:00:00Z\"} | expires_at",
                        "{\"expires_at\":\"tomorrow\"} | expires_at",
                        "{\"requests_per_minute\":0} | requests_per_minute",
                        "{\"tokens_per_minute\":1000} | tokens_per_minute",
                        "{\"budget\":{\"amount\":\"2.50\",\"period\":\"day\"}} | budget",
                        "{\"owner\":\"somebody\"} | owner",
                        "{\"name\":\"\"} | name",
                    })
            void namesTheFieldAtFault(String body, String field) {
                var answer = auth.post(KEYS, user, body);

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.faultyFields()).containsExactly(field);
            }

            /** They go into each of its tokens. */
            @Test
            void refusesModelsThatNoTokenHolds() {
                assertThat(auth.post(KEYS, user, models("m", "\u20ac".repeat(67)))
                                .faultyFields())
                        .containsExactly("models[1]");
                var many = Stream.of("n", "\\\"")
                        .flatMap(letter -> IntStream.range(0, 30).mapToObj(index -> letter.repeat(90) + index));
                assertThat(auth.post(KEYS, user, models(many.toArray(String[]::new)))
                                .faultyFields())
                        .containsExactly("models");
            }

            @Test
            void issuesTokensForAsManyModelsAsItTakes() {
                var key = auth.post(
                        KEYS,
                        user,
                        models(IntStream.range(0, 100)
                                .mapToObj(index -> "provider/a-model-of-some-length-" + index)
                                .toArray(String[]::new)));

                assertThat(key.status()).as(key.body()).isEqualTo(201);
                assertThat(auth.get("/api/v1/auth/me", tokenFor(key.text("key")))
                                .status())
                        .isEqualTo(200);
            }

            private String models(String... names) {
                return "{\"models\":[\"" + String.join("\",\"", names) + "\"]}";
            }
        }

        @Nested
        class Forbidden {

            @Test
            void refusesAPermissionTheOwnerLacks() {
                assertThat(auth.post(KEYS, user, "{\"permissions\":[\"read\",\"admin\"]}")
                                .status())
                        .isEqualTo(403);
            }

            @Test
            void refusesAKeyThatWouldEscapeItsLimits() {
                var limited =
                        tokenFor(auth.post(KEYS, user, "{\"models\":[\"a\"]}").text("key"));
                var reader = tokenFor(
                        auth.post(KEYS, user, "{\"permissions\":[\"read\"]}").text("key"));

                assertThat(auth.post(KEYS, limited, "{}").status()).isEqualTo(403);
                assertThat(auth.post(KEYS, reader, "{}").status()).isEqualTo(403);
            }

            @Test
            void letsAnAdministratorsKeyBeAdminWhenAskedTo() {
                var key = auth.post(KEYS, auth.administrator(), "{\"permissions\":[\"admin\"]}");

                assertThat(key.status()).isEqualTo(201);
            }
        }

        @Test
        void needsACredential() {
            assertThat(auth.post(KEYS, "{}").status()).isEqualTo(401);
        }
    }

    @Nested
    class ReadAndDelete {

        @Test
        void listsOwnKeysOnly() {
            var mine = auth.newUser();
            var first = auth.post(KEYS, mine, json("name", "first"));
            auth.post(KEYS, mine, json("name", "second"));

            var list = auth.get(KEYS, mine);

            assertThat(list.list("data")).extracting(key -> key.get("name")).containsExactly("first", "second");
            assertThat(list.body()).doesNotContain(first.text("key")).doesNotContain("\"key\"");
        }

        @Test
        void hidesKeysOfOthers() {
            var theirs = auth.post(KEYS, auth.newUser(), "{}").text("id");
            for (var id : List.of(theirs, UUID.randomUUID().toString())) {
                assertThat(auth.get(KEYS + "/" + id, user).status()).isEqualTo(404);
                assertThat(auth.delete(KEYS + "/" + id, user).status()).isEqualTo(404);
            }
        }

        @Test
        void deletesForGood() {
            var key = auth.post(KEYS, user, "{}");
            var path = KEYS + "/" + key.text("id");

            assertThat(auth.delete(path, user).status()).isEqualTo(204);
            assertThat(auth.get(path, user).status()).isEqualTo(404);
            assertThat(auth.delete(path, user).status()).isEqualTo(404);
            assertThat(exchange(key.text("key")).status()).isEqualTo(401);
        }
    }

    @Nested
    class AuthToken {

        @Test
        void carriesTheTermsAsClaims() {
            var key = auth.post(KEYS, user, """
                {"permissions":["execute"],"models":["m"],"requests_per_minute":5}\
                """);

            var answer = exchange(key.text("key"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).containsEntry("expires_in", 3600L).containsEntry("token_type", "bearer");
            assertThat(AuthService.claims(answer.text("access_token")))
                    .containsEntry("scope", "execute")
                    .containsEntry("key_id", key.text("id"))
                    .containsEntry("models", List.of("m"))
                    .containsEntry("rpm", 5L)
                    .doesNotContainKeys("sid", "rpm_above_route");
        }

        @Test
        void saysOfALimitThatAnAdministratorSetThatItMayBeAboveTheRoutes() {
            var key = auth.post(KEYS, auth.administrator(), "{\"requests_per_minute\":1000000}");
            assertThat(AuthService.claims(tokenFor(key.text("key"))))
                    .containsEntry("rpm", 1_000_000L)
                    .containsEntry("rpm_above_route", true);

            var admin = tokenFor(auth.post(KEYS, auth.administrator(), "{}").text("key"));
            var byAKeyWithoutAdmin = auth.post(KEYS, admin, "{\"requests_per_minute\":1000000}");
            assertThat(AuthService.claims(tokenFor(byAKeyWithoutAdmin.text("key"))))
                    .doesNotContainKey("rpm_above_route");
        }

        @Test
        void neverOutlivesItsKey() {
            var soon = auth.bean(SettableClock.class)
                    .instant()
                    .plus(Duration.ofMinutes(10))
                    .toString();
            var key = auth.post(KEYS, user, json("expires_at", soon)).text("key");

            assertThat((Long) exchange(key).json().get("expires_in")).isBetween(1L, 600L);
            auth.pass(Duration.ofMinutes(11));
            assertThat(exchange(key).status()).isEqualTo(401);
        }

        @Test
        void losesWhatItsOwnerLoses() throws SQLException {
            var email = auth.register();
            var key = auth.post(KEYS, auth.logIn(email, PASSWORD).text("access_token"), "{}")
                    .text("key");
            sql("update account set roles = '{guest}' where email = '%s'".formatted(email));
            assertThat(AuthService.claims(tokenFor(key)).get("scope")).isEqualTo("read");

            sql("update account set status = 'disabled' where email = '%s'".formatted(email));
            assertThat(exchange(key).status()).isEqualTo(401);
        }

        @Test
        void refusesWrongKeysAlike() {
            var key = auth.post(KEYS, user, "{}").text("key");
            var other = auth.post(KEYS, user, "{}").text("key");
            var mixed = key.substring(0, 18) + other.substring(18);

            for (var wrong : List.of("", "nonsense", key + "x", mixed)) {
                assertThat(exchange(wrong).status()).isEqualTo(401);
            }
            assertThat(auth.post("/auth/token", "{}").status()).isEqualTo(400);
        }

        @Test
        void notesTheLastUse() {
            var key = auth.post(KEYS, user, "{}");
            exchange(key.text("key"));

            Eventually.becomes(
                    true,
                    () -> auth.get(KEYS + "/" + key.text("id"), user).json().get("last_used_at") != null);
        }
    }

    private static Answer exchange(String key) {
        return auth.post("/auth/token", json("api_key", key));
    }

    private static String tokenFor(String key) {
        return exchange(key).text("access_token");
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
