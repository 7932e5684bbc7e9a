package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;

import java.time.Duration;
import java.util.stream.IntStream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T06 of the threat model: guesses from everywhere at everybody, each account and network but once. */
class SprayedGuessesIT {

    private static final String HOME = "203.0.113.7";

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

    /** How many of them a password was looked at for. */
    private static long spray(int guesses) {
        return IntStream.range(0, guesses)
                .mapToObj(i -> auth.logInFrom(
                        "198.18." + i / 250 + "." + i % 250, "victim-" + i + "@gatehouse.test", "Summer2026!"))
                .filter(answer -> answer.status() == 401)
                .count();
    }

    @Test
    void areFewAMinuteAndKeepNobodyOutWhoIsKnownWhereTheyAre() {
        var known = auth.register();
        var session = auth.logInFrom(HOME, known, PASSWORD).text("access_token");
        var stranger = auth.register();

        assertThat(spray(1000)).isBetween(60L, 100L);

        var held = auth.logInFrom("192.0.2.44", stranger, PASSWORD);
        assertThat(held.status()).isEqualTo(429);
        assertThat(Integer.parseInt(held.header("retry-after"))).isBetween(1, 60);
        assertThat(auth.logInFrom(HOME, known, PASSWORD).status()).isEqualTo(200);
        assertThat(auth.logInFrom(HOME, stranger, PASSWORD).status())
                .as("known is an account in a network, not the network")
                .isEqualTo(429);
        assertThat(auth.get("/api/v1/auth/me", session).status()).isEqualTo(200);

        auth.pass(Duration.ofSeconds(61));
        for (int i = 0; i < 70; i++) {
            assertThat(auth.logInFrom("192.0.2." + i, stranger, PASSWORD).status())
                    .as("logins that succeed cost nothing")
                    .isEqualTo(200);
        }
        assertThat(auth.get("/admin/audit?type=login.locked", auth.administrator())
                        .body())
                .contains("\"scope\":\"suite\"");

        auth.pass(Duration.ofDays(31));
        spray(100);
        assertThat(auth.logInFrom(HOME, known, PASSWORD).status())
                .as("a stranger again")
                .isEqualTo(429);
    }
}
