package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsIT {

    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final String LOGOUT = "/api/v1/auth/logout";
    private static final int PARALLEL = 64;

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
    class Refresh {

        @Test
        void givesTheNextPairOfTheSameSession() {
            var first = logIn();
            var second = refresh(first);

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
            assertThat(AuthService.claims(second.text("access_token")).get("sid"))
                    .isEqualTo(AuthService.claims(first.text("access_token")).get("sid"));
            assertThat(refresh(second).status()).isEqualTo(200);
        }

        @Test
        void endsTheSessionWhenASpentTokenComesBack() {
            var first = logIn();
            var second = refresh(first);

            assertThat(refresh(first).status()).isEqualTo(401);
            assertThat(refresh(second).status()).isEqualTo(401);
        }

        /** T11 of the threat model. */
        @RepeatedTest(10)
        void letsAtMostOneOfManyParallelUsesSucceed() throws InterruptedException, ExecutionException {
            var first = logIn();
            List<Callable<Integer>> uses = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                uses.add(() -> refresh(first).status());
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var successes = 0;
                for (var use : threads.invokeAll(uses)) {
                    assertThat(use.get()).isIn(200, 401);
                    successes += use.get() == 200 ? 1 : 0;
                }
                assertThat(successes).isLessThanOrEqualTo(1);
            }
        }

        /** T12 of the threat model. */
        @Test
        void isNotRenewedBeyondItsAbsoluteLife() {
            var pair = logIn();
            for (int day = 0; day < 6; day++) {
                auth.pass(Duration.ofDays(1));
                pair = refresh(pair);
                assertThat(pair.status()).isEqualTo(200);
            }
            auth.pass(Duration.ofDays(1).minusMinutes(5));
            pair = refresh(pair);
            assertThat((Long) pair.json().get("expires_in")).isBetween(1L, 300L);
            auth.pass(Duration.ofMinutes(6));

            assertThat(refresh(pair).status()).isEqualTo(401);
            assertThat(auth.form("/token", "grant_type=refresh_token&refresh_token=" + pair.text("refresh_token"))
                            .text("error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        void refusesAnAccessTokenAndAnUnknownToken() {
            assertThat(auth.post(REFRESH, json("refresh_token", logIn().text("access_token")))
                            .status())
                    .isEqualTo(401);
            assertThat(auth.post(REFRESH, json("refresh_token", "unknown")).status())
                    .isEqualTo(401);
        }

        @Test
        void refusesABodyWithoutTokenOrWithMore() {
            assertThat(auth.post(REFRESH, "{}").faultyFields()).containsExactly("refresh_token");
            assertThat(auth.post(REFRESH, json("refresh_token", "a", "scope", "admin"))
                            .faultyFields())
                    .containsExactly("scope");
        }

        @Test
        void neverAcceptsARefreshTokenAsAnAccessToken() {
            assertThat(auth.get("/api/v1/auth/me", logIn().text("refresh_token"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Logout {

        @Test
        void endsTheSession() {
            var pair = logIn();

            assertThat(auth.post(LOGOUT, json("refresh_token", pair.text("refresh_token")))
                            .status())
                    .isEqualTo(204);
            assertThat(refresh(pair).status()).isEqualTo(401);
        }

        @Test
        void answersAnUnknownTokenAlike() {
            assertThat(auth.post(LOGOUT, json("refresh_token", "unknown")).status())
                    .isEqualTo(204);
        }
    }

    private static Answer logIn() {
        return auth.logIn(auth.register(), PASSWORD);
    }

    private static Answer refresh(Answer pair) {
        return auth.post(REFRESH, json("refresh_token", pair.text("refresh_token")));
    }
}
