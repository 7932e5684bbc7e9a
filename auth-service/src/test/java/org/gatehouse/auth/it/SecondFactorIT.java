package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecondFactorIT {

    private static final String TOTP = "/api/v1/auth/mfa/totp";
    private static final String VERIFY = "/api/v1/auth/mfa/verify";

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

    private String email = "";
    private String token = "";

    @BeforeEach
    void logIn() {
        email = auth.register();
        token = auth.logIn(email, PASSWORD).text("access_token");
    }

    private static Instant now() {
        return auth.bean(InstantSource.class).instant();
    }

    @Nested
    class Enrolment {

        @Test
        void handsOutASecretForEveryAppAndRecoveryCodesOnce() {
            var answer = auth.post(TOTP, token, "{}");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.text("secret")).matches("[A-Z2-7]{32}");
            assertThat(answer.text("otpauth_uri"))
                    .startsWith("otpauth://totp/Gatehouse%3Auser-")
                    .contains("secret=" + answer.text("secret"), "issuer=Gatehouse", "digits=6", "period=30");
            assertThat(answer.texts("recovery_codes"))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .doesNotHaveDuplicates();
        }

        @Test
        void asksForNothingUntilItIsConfirmed() {
            Authenticator.begin(auth, token);

            assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(200);
            assertThat(auth.get("/api/v1/auth/me", token).json()).containsEntry("mfa_enabled", false);

            Authenticator.enrol(auth, token);

            assertThat(auth.get("/api/v1/auth/me", token).json()).containsEntry("mfa_enabled", true);
            assertThat(auth.post(TOTP, token, "{}").status()).isEqualTo(409);
        }

        @Test
        void isNotConfirmedByAWrongCode() {
            Authenticator.begin(auth, token);

            assertThat(auth.post(TOTP + "/confirm", token, json("otp", "000000"))
                            .faultyFields())
                    .containsExactly("otp");
            assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(200);
            assertThat(auth.post(TOTP + "/confirm", auth.newUser(), json("otp", "000000"))
                            .status())
                    .isEqualTo(409);
        }

        @Test
        void needsAFreshLogin() {
            auth.pass(Duration.ofMinutes(16));

            var refused = auth.post(TOTP, token, "{}");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("www-authenticate"))
                    .contains("insufficient_user_authentication", "acr_values=\"1\"");
            var key = auth.post("/api/v1/auth/keys", token, "{}").text("key");
            var keyToken = auth.post("/auth/token", json("api_key", key)).text("access_token");
            assertThat(auth.post(TOTP, keyToken, "{}").status()).isEqualTo(401);
        }

        @Test
        void leavesTheSecretSealedAndTheCodesAsDigests() throws SQLException {
            var enrolment = auth.post(TOTP, token, "{}");
            try (var connection = DATABASE.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select t::text || r::text as line from totp t join recovery_code r using (account_id)")) {
                var stored = new StringBuilder();
                while (rows.next()) {
                    stored.append(rows.getString("line"));
                }
                assertThat(stored.toString()).doesNotContain(enrolment.text("secret"));
                enrolment
                        .texts("recovery_codes")
                        .forEach(code -> assertThat(stored.toString()).doesNotContain(code));
            }
        }
    }

    @Nested
    class Login {

        @Test
        void asksForTheCodeOnlyOfWhoKnowsThePassword() {
            Authenticator.enrol(auth, token);

            var due = auth.logIn(email, PASSWORD);

            assertThat(due.status()).isEqualTo(401);
            assertThat(due.text("type")).endsWith("otp-required");
            assertThat(auth.logIn(email, "a wrong passphrase").text("type")).endsWith("unauthenticated");
        }

        @Test
        void withTheCodeIsOfTheSecondLevelAlsoAfterARefresh() {
            var authenticator = Authenticator.enrol(auth, token);
            auth.pass(Duration.ofSeconds(30));
            var before = now().getEpochSecond();

            var pair = auth.logIn(email, PASSWORD, authenticator.code());
            var at = (Long) claims(pair.text("access_token")).get("auth_time");
            assertThat(at).isBetween(before, now().getEpochSecond());
            auth.pass(Duration.ofMinutes(20));
            var refreshed = auth.post("/api/v1/auth/refresh", json("refresh_token", pair.text("refresh_token")));

            for (var each : List.of(pair, refreshed)) {
                assertThat(claims(each.text("access_token")))
                        .containsEntry("acr", "2")
                        .containsEntry("amr", List.of("pwd", "otp"))
                        .containsEntry("auth_time", at);
            }
        }

        @Test
        void refusesAWrongCodeLikeAWrongPassword() {
            Authenticator.enrol(auth, token);

            var wrongCode = auth.logIn(email, PASSWORD, "000000");
            var wrongPassword = auth.logIn(email, "a wrong passphrase", "000000");

            assertThat(wrongCode.status()).isEqualTo(401);
            assertThat(withoutId(wrongCode)).isEqualTo(withoutId(wrongPassword));
        }

        @Test
        void refusesACodeThatWasUsedBeforeAndTheOnesBeforeIt() {
            var authenticator = Authenticator.enrol(auth, token);
            auth.pass(Duration.ofSeconds(30));
            var used = authenticator.code();
            var earlier = authenticator.codeAt(now().minusSeconds(30));

            assertThat(auth.logIn(email, PASSWORD, used).status()).isEqualTo(200);
            assertThat(auth.logIn(email, PASSWORD, used).status()).isEqualTo(401);
            assertThat(auth.logIn(email, PASSWORD, earlier).status()).isEqualTo(401);
        }

        @Test
        void takesTheCodeOfTheStepBeforeOrAfterAndNoOther() {
            var authenticator = Authenticator.enrol(auth, token);
            auth.pass(Duration.ofMinutes(5));

            assertThat(auth.logIn(email, PASSWORD, authenticator.codeAt(now().minusSeconds(60)))
                            .status())
                    .isEqualTo(401);
            assertThat(auth.logIn(email, PASSWORD, authenticator.codeAt(now().plusSeconds(60)))
                            .status())
                    .isEqualTo(401);
            assertThat(auth.logIn(email, PASSWORD, authenticator.codeAt(now().minusSeconds(30)))
                            .status())
                    .isEqualTo(200);
            assertThat(auth.logIn(email, PASSWORD, authenticator.codeAt(now().plusSeconds(30)))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void takesEachRecoveryCodeOnceHoweverItIsTyped() {
            var authenticator = Authenticator.enrol(auth, token);
            var typed = authenticator.recoveryCode(3).toUpperCase(Locale.ROOT).replace("-", " ");

            assertThat(auth.logIn(email, PASSWORD, typed).status()).isEqualTo(200);
            assertThat(auth.logIn(email, PASSWORD, authenticator.recoveryCode(3))
                            .status())
                    .isEqualTo(401);
            assertThat(auth.logIn(email, PASSWORD, authenticator.recoveryCode(4))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void isTheSameAtTheTokenEndpoint() {
            var authenticator = Authenticator.enrol(auth, token);
            var form = "username=" + email + "&password=" + PASSWORD.replace(" ", "+");

            var due = auth.form("/token", form);
            assertThat(due.status()).isEqualTo(400);
            assertThat(due.json()).containsEntry("error", "otp_required");
            assertThat(auth.form("/token", form + "&otp=000000").json()).containsEntry("error", "invalid_grant");
            assertThat(claims(auth.form("/token", form + "&otp=" + authenticator.nextCode())
                            .text("access_token")))
                    .containsEntry("acr", "2");
        }
    }

    @Nested
    class Verification {

        @Test
        void raisesTheSessionAndReplacesItsRefreshToken() {
            var authenticator = Authenticator.enrol(auth, token);
            // A login needs a code by now: the session of before is what is raised.
            auth.pass(Duration.ofMinutes(1));

            var raised = auth.post(VERIFY, token, json("otp", authenticator.code()));

            assertThat(raised.status()).isEqualTo(200);
            var claims = claims(raised.text("access_token"));
            assertThat(claims)
                    .containsEntry("acr", "2")
                    .containsEntry("amr", List.of("pwd", "otp"))
                    .containsEntry("auth_time", now().getEpochSecond())
                    .containsEntry("sid", claims(token).get("sid"));
            assertThat(auth.post("/api/v1/auth/refresh", json("refresh_token", raised.text("refresh_token")))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void isRefusedToAKeyAndWithoutASecondFactor() {
            assertThat(auth.post(VERIFY, token, json("otp", "000000")).status()).isEqualTo(409);
            Authenticator.enrol(auth, token);
            var key = auth.post("/api/v1/auth/keys", token, "{}").text("key");
            var keyToken = auth.post("/auth/token", json("api_key", key)).text("access_token");
            assertThat(auth.post(VERIFY, keyToken, json("otp", "000000")).status())
                    .isEqualTo(403);
        }

        @Test
        void slowsDownWhoGuesses() {
            var authenticator = Authenticator.enrol(auth, token);
            auth.pass(Duration.ofMinutes(1));
            for (int i = 0; i < 6; i++) {
                assertThat(auth.post(VERIFY, token, json("otp", "000000")).status())
                        .isEqualTo(400);
            }

            var locked = auth.post(VERIFY, token, json("otp", authenticator.code()));

            assertThat(locked.status()).isEqualTo(429);
            assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(1, 60);
            assertThat(auth.get("/api/v1/auth/me", token).status()).isEqualTo(200);
            auth.pass(Duration.ofSeconds(61));
            assertThat(auth.post(VERIFY, token, json("otp", authenticator.code()))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void letsOneOfManyHaveTheCodeOnWhicheverReplicaTheyAsk() throws Exception {
            var authenticator = Authenticator.enrol(auth, token);
            var code = authenticator.nextCode();
            try (var other = AuthService.on(DATABASE);
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                other.pass(Duration.between(other.bean(InstantSource.class).instant(), now()));
                var calls = IntStream.range(0, 32)
                        .<Callable<Answer>>mapToObj(
                                i -> () -> (i % 2 == 0 ? auth : other).post(VERIFY, token, json("otp", code)))
                        .toList();

                var statuses = clients.invokeAll(calls).stream()
                        .map(each -> each.resultNow().status())
                        .toList();

                assertThat(statuses).containsOnlyOnce(200).doesNotContain(500);
            }
        }
    }

    @Nested
    class Removal {

        @Test
        void needsTheSecondFactorItself() {
            var authenticator = Authenticator.enrol(auth, token);

            assertThat(auth.delete(TOTP, token).header("www-authenticate"))
                    .contains("insufficient_user_authentication", "acr_values=\"2\"");

            var raised = auth.post(VERIFY, token, json("otp", authenticator.recoveryCode(0)))
                    .text("access_token");
            assertThat(auth.delete(TOTP, raised).status()).isEqualTo(204);
            assertThat(auth.delete(TOTP, raised).status()).isEqualTo(404);
            assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(200);
            assertThat(auth.logIn(email, PASSWORD, authenticator.recoveryCode(1))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Map<String, Object> withoutId(Answer answer) {
        var json = answer.json();
        json.remove("instance");
        return json;
    }
}
