package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T06 and T08 of the threat model, per account and network. */
class LoginLockIT {

    private static final String WRONG = "a wrong passphrase";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;

    @BeforeAll
    static void start() {
        // What all strangers together may spend is another test's business.
        auth = AuthService.on(DATABASE, Map.of("gatehouse.logins.failures-per-minute", 1_000_000));
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static int hashed(List<Answer> answers) {
        return (int) answers.stream().filter(answer -> answer.status() == 401).count();
    }

    private static List<Answer> guesses(int count, IntFunction<Answer> guess) {
        try (var clients = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(i -> () -> guess.apply(i))
                    .toList();
            return clients.invokeAll(calls).stream()
                    .map(each -> each.resultNow())
                    .toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsAThousandGuessesAtOneAccountCostThirtyHashesAtMost() {
        var email = auth.register();

        var answers = guesses(1000, i -> auth.logInFrom("198.51.100.1", email, WRONG));

        assertThat(hashed(answers)).isBetween(5, 30);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .allSatisfy(answer -> assertThat(Integer.parseInt(answer.header("retry-after")))
                        .isBetween(1, 60));
    }

    @Test
    void letsOneGuessAtEachOfAThousandAccountsCostAHundredHashesAtMost() {
        var answers = guesses(1000, i -> auth.logInFrom("198.51.100.2", "nobody-" + i + "@gatehouse.test", WRONG));

        assertThat(hashed(answers)).isBetween(20, 100);
    }

    @Test
    void neverKeepsTheOwnerOutOfALiveSessionAKeyOrALoginFromElsewhere() {
        var email = auth.register();
        var token = auth.logInFrom("203.0.113.7", email, PASSWORD).text("access_token");
        var key = auth.post("/api/v1/auth/keys", token, "{}").text("key");

        guesses(200, i -> auth.logInFrom("198.51.100.3", email, WRONG));
        guessUntilLockedForHalfAMinute("198.51.100.3", email);

        assertThat(auth.logInFrom("198.51.100.3", email, PASSWORD).status()).isEqualTo(429);
        assertThat(auth.logInFrom("203.0.113.7", email, PASSWORD).status()).isEqualTo(200);
        assertThat(auth.get("/api/v1/auth/me", token).status()).isEqualTo(200);
        assertThat(auth.post("/auth/token", AuthService.json("api_key", key)).status())
                .isEqualTo(200);
    }

    /** The first waits are over in seconds, which a slow machine takes for a few guesses. */
    private static void guessUntilLockedForHalfAMinute(String address, String email) {
        for (int guess = 0; guess < 40; guess++) {
            var answer = auth.logInFrom(address, email, WRONG);
            if (answer.status() == 429) {
                int seconds = Integer.parseInt(answer.header("retry-after"));
                if (seconds >= 30) {
                    return;
                }
                auth.pass(Duration.ofSeconds(seconds));
            }
        }
        throw new AssertionError("forty guesses lock nobody out for half a minute");
    }

    @Test
    void makesEachGuessWaitTwiceAsLongUpToAMinuteAndForgets() {
        var email = auth.register();
        var address = "198.51.100.4";
        for (int i = 0; i < 6; i++) {
            assertThat(auth.logInFrom(address, email, WRONG).status()).isEqualTo(401);
        }
        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            var locked = auth.logInFrom(address, email, PASSWORD);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(seconds, Math.min(60, seconds + 1));
            auth.pass(Duration.ofSeconds(seconds + 1));
            assertThat(auth.logInFrom(address, email, WRONG).status()).isEqualTo(401);
        }
        auth.pass(Duration.ofMinutes(16));
        for (int i = 0; i < 5; i++) {
            assertThat(auth.logInFrom(address, email, WRONG).status()).isEqualTo(401);
        }
        assertThat(auth.logInFrom(address, email, PASSWORD).status()).isEqualTo(200);
        assertThat(auth.logInFrom(address, email, WRONG).status()).isEqualTo(401);
    }

    @Test
    void treatsAnUnknownAccountLikeAKnownOne() {
        var known = auth.register();
        for (var email : List.of(known, "nobody-at-all@gatehouse.test")) {
            var statuses = IntStream.range(0, 8)
                    .mapToObj(i -> auth.logInFrom("198.51.100.5", email, WRONG).status())
                    .toList();
            assertThat(statuses).as(email).containsExactly(401, 401, 401, 401, 401, 401, 429, 429);
        }
    }

    @Test
    void countsForAllReplicas() {
        var email = auth.register();
        try (var other = AuthService.on(DATABASE, Map.of("gatehouse.logins.failures-per-minute", 1_000_000))) {
            other.pass(Duration.between(
                    other.bean(InstantSource.class).instant(),
                    auth.bean(InstantSource.class).instant()));
            for (int i = 0; i < 6; i++) {
                assertThat((i % 2 == 0 ? auth : other)
                                .logInFrom("198.51.100.6", email, WRONG)
                                .status())
                        .isEqualTo(401);
            }
            assertThat(auth.logInFrom("198.51.100.6", email, PASSWORD).status()).isEqualTo(429);
            assertThat(other.logInFrom("198.51.100.6", email, PASSWORD).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void takesANetworkOfIpv6ForOneClient() {
        var email = auth.register();
        for (int i = 0; i < 6; i++) {
            assertThat(auth.logInFrom("2001:db8:1:2::" + i, email, WRONG).status())
                    .isEqualTo(401);
        }
        assertThat(auth.logInFrom("2001:db8:1:2:ffff::1", email, PASSWORD).status())
                .isEqualTo(429);
        assertThat(auth.logInFrom("2001:db8:1:3::1", email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void believesNobodyButTheEdgeAboutAddresses() {
        for (var stranger : List.of(
                "", auth.serviceToken(AuthService.asRelay(), "auth-service"), auth.serviceToken("key-vault-service"))) {
            var email = auth.register();
            for (int i = 0; i < 6; i++) {
                assertThat(logInPast(stranger, "203.0.113." + i, email, WRONG).status())
                        .isEqualTo(401);
            }
            assertThat(logInPast(stranger, "203.0.113.99", email, PASSWORD).status())
                    .isEqualTo(429);
            auth.pass(Duration.ofMinutes(20));
        }
    }

    /** Claims an address without being the edge: with no token of its own, or with another one than the edge's. */
    private static Answer logInPast(String token, String address, String email, String password) {
        var request = HttpRequest.newBuilder(auth.at("/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .header("x-forwarded-for", address)
                .POST(BodyPublishers.ofString(AuthService.json("email", email, "password", password)));
        return auth.sendPlain(token.isEmpty() ? request : request.header(AuthService.EDGE_HEADER, token));
    }
}
