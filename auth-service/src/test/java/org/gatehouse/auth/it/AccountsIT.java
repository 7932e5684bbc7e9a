package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.ADMIN_EMAIL;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.gatehouse.auth.password.OldHashes;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsIT {

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
    class Register {

        private static final String PATH = "/api/v1/auth/register";

        @Nested
        class Ok {

            @Test
            void opensAnAccountWithTheRoleUser() {
                var answer = auth.post(PATH, json("name", " Ada ", "email", " Ada@Example.org ", "password", PASSWORD));

                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.json())
                        .containsEntry("name", "Ada")
                        .containsEntry("email", "ada@example.org")
                        .containsEntry("roles", List.of("user"))
                        .containsKeys("id", "created_at")
                        .hasSize(5);
            }
        }

        @Nested
        class BadRequest {

            @ParameterizedTest
            @CsvSource({
                "'', a@b.example, correct horse battery, name",
                "Ada, not-an-address, correct horse battery, email",
                "Ada, 'a@b.example,c@d.example', correct horse battery, email",
                "Ada, a@b.example, 1234567, password",
                "Ada, a@b.example, PassWord123, password",
            })
            void namesTheFieldAtFault(String name, String email, String password, String field) {
                var answer = auth.post(PATH, json("name", name, "email", email, "password", password));

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.faultyFields()).containsExactly(field);
                assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            }

            @ParameterizedTest
            @ValueSource(strings = {"role", "roles", "id", "permissions", "status", "created_at"})
            void refusesAnyOtherFieldByName(String field) {
                var answer = auth.post(
                        PATH, json("name", "A", "email", "m@a.example", "password", PASSWORD, field, "admin"));

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.faultyFields()).containsExactly(field);
            }

            @ParameterizedTest
            @ValueSource(strings = {"{", "[]", "\"x\"", "", "{\"name\":1,\"email\":{},\"password\":[]}", "null"})
            void refusesWhatIsNoRegistration(String body) {
                assertThat(auth.post(PATH, body).status()).isEqualTo(400);
            }

            @Test
            void refusesAPasswordOfMoreThan128Characters() {
                var answer = auth.post(PATH, json("name", "A", "email", "l@a.example", "password", "aB3".repeat(43)));

                assertThat(answer.faultyFields()).containsExactly("password");
            }
        }

        @Nested
        class Conflict {

            @Test
            void refusesAnAddressThatIsTakenInAnyCase() {
                var email = auth.register();

                var answer = auth.post(
                        PATH, json("name", "B", "email", email.toUpperCase(Locale.ROOT), "password", PASSWORD));

                assertThat(answer.status()).isEqualTo(409);
            }
        }
    }

    @Nested
    class Login {

        private static final String PATH = "/api/v1/auth/login";

        @Nested
        class Ok {

            @Test
            void givesAPairOfTokens() {
                var answer = auth.logIn(auth.register(), PASSWORD);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json())
                        .containsEntry("token_type", "bearer")
                        .containsEntry("expires_in", 1800L)
                        .containsEntry("scope", "read write execute");
                assertThat(answer.header("cache-control")).isEqualTo("no-store");
                assertThat(AuthService.claims(answer.text("access_token")))
                        .containsEntry("iss", "http://localhost:8080")
                        .containsEntry("aud", "gatehouse")
                        .containsEntry("client_id", "gatehouse")
                        .containsEntry("roles", List.of("user"))
                        .containsEntry("acr", "1")
                        .containsEntry("amr", List.of("pwd"))
                        .containsKeys("sub", "sid", "jti", "iat", "exp", "auth_time")
                        .doesNotContainKeys("name", "email");
            }

            @Test
            void takesUsernameForEmail() {
                var answer = auth.post(PATH, json("username", auth.register(), "password", PASSWORD));

                assertThat(answer.status()).isEqualTo(200);
            }

            /** T09 of the threat model. */
            @Test
            void renewsAHashMadeWithOlderParameters() throws SQLException {
                var email = auth.register();
                sql("update account set password_hash = '%s' where email = '%s'"
                        .formatted(OldHashes.of(PASSWORD), email));

                assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(200);
                assertThat(text("select password_hash from account where email = '%s'".formatted(email)))
                        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
                assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(200);
            }
        }

        @Nested
        class Unauthorized {

            /** T07 of the threat model. */
            @Test
            void answersUnknownUserAndWrongPasswordAlike() {
                var wrong = auth.logIn(auth.register(), "wrong wrong wrong");
                var unknown = auth.logIn("nobody@gatehouse.test", "wrong wrong wrong");

                assertThat(wrong.status()).isEqualTo(401);
                assertThat(unknown.status()).isEqualTo(401);
                var instance = "\"instance\":\"[^\"]+\"";
                assertThat(wrong.body().replaceAll(instance, ""))
                        .isEqualTo(unknown.body().replaceAll(instance, ""));
                assertThat(wrong.header("www-authenticate")).startsWith("Bearer");
            }

            @Test
            void refusesADisabledAccount() throws SQLException {
                var email = auth.register();
                sql("update account set status = 'disabled' where email = '%s'".formatted(email));

                assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(401);
            }
        }

        @Nested
        class BadRequest {

            @ParameterizedTest
            @ValueSource(
                    strings = {
                        "{\"password\":\"x\"}",
                        "{\"email\":\"a@b.c\"}",
                        "{\"email\":\"a@b.c\",\"username\":\"d\",\"password\":\"x\"}",
                        "{\"email\":\"a@b.c\",\"password\":\"x\",\"admin\":true}",
                        "nonsense",
                    })
            void refusesWhatIsNoLogin(String body) {
                assertThat(auth.post(PATH, body).status()).isEqualTo(400);
            }
        }
    }

    @Nested
    class Me {

        private static final String PATH = "/api/v1/auth/me";

        @Test
        void tellsWhoAsks() {
            var email = auth.register();
            var answer = auth.get(PATH, auth.logIn(email, PASSWORD).text("access_token"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json())
                    .containsEntry("email", email)
                    .containsEntry("roles", List.of("user"))
                    .containsEntry("permissions", List.of("read", "write", "execute"))
                    .containsEntry("identity_provider", "local")
                    .containsEntry("mfa_enabled", false);
        }

        @Test
        void knowsTheFirstAdministrator() {
            var answer = auth.get(PATH, auth.administrator());

            assertThat(answer.json())
                    .containsEntry("email", ADMIN_EMAIL)
                    .containsEntry("roles", List.of("admin"))
                    .containsEntry("permissions", List.of("read", "write", "execute", "admin"));
        }

        @Test
        void refusesWhoeverBringsNoTokenOrAWrongOne() {
            assertThat(auth.get(PATH).status()).isEqualTo(401);
            assertThat(auth.get(PATH, "nonsense").status()).isEqualTo(401);
            assertThat(auth.get(PATH, auth.serviceToken("auth-service")).status())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Elsewhere {

        @Test
        void answersUnknownPathsAndMethodsAsProblems() {
            assertThat(auth.get("/api/v1/auth/nothing").status()).isEqualTo(404);
            assertThat(auth.get("/api/v1/auth/login").status()).isEqualTo(405);
            assertThat(auth.form("/api/v1/auth/login", "email=a").status()).isEqualTo(415);
            assertThat(auth.get("/api/v1/auth/nothing").header("x-request-id")).isNotEmpty();
        }

        @Test
        void describesItself() {
            var answer = auth.get("/internal/openapi.yml");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("/api/v1/auth/register", "refresh_token", "securitySchemes")
                    .doesNotContain("/internal/");
        }
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private static String text(String query) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement();
                var cells = statement.executeQuery(query)) {
            cells.next();
            return cells.getString(1);
        }
    }
}
