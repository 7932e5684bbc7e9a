package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T07 of the threat model: how long a refusal takes tells nobody whether the account exists. */
class LoginTimingIT {

    private static final int ROUNDS = 25;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @Test
    void refusesAnUnknownAccountAsSlowlyAsAWrongPassword() {
        try (var auth = AuthService.on(DATABASE, Map.of("gatehouse.logins.failures-per-minute", 1_000_000))) {
            var known = new long[ROUNDS];
            var unknown = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                known[i] = nanos(auth, i, auth.register());
                unknown[i] = nanos(auth, i, "nobody-" + UUID.randomUUID() + "@gatehouse.test");
            }
            // Without the same work for both the one would take a small fraction of the other.
            assertThat((double) median(unknown) / median(known)).isBetween(0.5, 2.0);
        }
    }

    private static long nanos(AuthService auth, int from, String email) {
        var start = System.nanoTime();
        var answer = auth.logInFrom("198.51.100." + from, email, "a wrong passphrase");
        var nanos = System.nanoTime() - start;
        assertThat(answer.status()).isEqualTo(401);
        return nanos;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
