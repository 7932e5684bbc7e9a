package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.testing.postgres.StoppablePostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No secret is kept, shown or lost while PostgreSQL is away, and nobody has to restart anything. */
@Timeout(120)
final class DatabaseAwayIT {

    @RegisterExtension
    static final PostgresDatabase OTHER = PostgresDatabase.migratedBy("db/migration");

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final String KEY = "/api/v1/auth/provider-keys/openai";

    @Test
    void isUnavailableWhileTheServerIsFrozenOrDead() {
        try (var postgres = StoppablePostgres.start();
                var issuer = TestIssuer.start();
                var vault = VaultReplica.start(OTHER, issuer, Map.copyOf(postgres.properties()))) {
            var token = issuer.userToken(UUID.randomUUID(), "read", "write");

            postgres.freeze();
            assertThatAllIsUnavailable(vault, token);
            postgres.thaw();
            assertThatAllIsBack(vault, token);

            postgres.kill();
            assertThatAllIsUnavailable(vault, token);
            postgres.startAgain();
            assertThatAllIsBack(vault, token);
        }
    }

    private static void assertThatAllIsUnavailable(VaultReplica vault, String token) {
        for (int i = 0; i < 3; i++) {
            for (var path : new String[] {"/api/v1/auth/secrets", KEY, "/api/v1/auth/node"}) {
                var answer = vault.get(path, token);
                assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isEqualTo("1");
                assertThat(answer.body()).contains("urn:gatehouse:error:unavailable");
            }
        }
    }

    private static void assertThatAllIsBack(VaultReplica vault, String token) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (vault.get("/api/v1/auth/secrets", token).status() != 200) {
            assertThat(System.nanoTime()).as("still not back").isLessThan(deadline);
        }
    }
}
