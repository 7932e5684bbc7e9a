package org.gatehouse.vault.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.Rows;
import org.gatehouse.vault.it.VaultReplica;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class KilledRotationIT {

    private static final int RECORDS = 1000;
    private static final int KILLS = 10;
    private static final String OLD = "old:MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=";
    private static final String NEW = "new:UFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm8=";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final Rows rows = new Rows(DATABASE);

    @Test
    void losesNothingAndLeavesNothingBehindWhenKilledAtTenPoints() throws Exception {
        List<UUID> owners = new ArrayList<>();
        try (VaultReplica vault =
                VaultReplica.start(DATABASE, ISSUER, Map.of("gatehouse.vault.local.master-keys", OLD))) {
            store(vault, owners);
        }
        rows.query("insert into wrapping_key values ('local', 'new', 1, now(), null)");
        rows.query("insert into rotation (id, provider, key_id, key_version, started_by, started_at)"
                + " values (gen_random_uuid(), 'local', 'new', 1, 'test', now())");
        for (int kill = 1; kill <= KILLS; kill++) {
            Process replica = replica();
            long enough = (long) RECORDS * kill / (KILLS + 2);
            while (moved() < enough) {
                assertThat(replica.isAlive()).isTrue();
            }
            replica.destroyForcibly().waitFor();
        }
        Process last = replica();
        while (rows.query("select 1 from rotation where finished_at is not null")
                .isEmpty()) {
            assertThat(last.isAlive()).isTrue();
        }
        last.destroyForcibly().waitFor();
        assertThat(moved()).isEqualTo(RECORDS);
        assertThat(rows.count("rotation_failure")).isZero();
        try (VaultReplica vault =
                VaultReplica.start(DATABASE, ISSUER, Map.of("gatehouse.vault.local.master-keys", NEW))) {
            for (UUID owner : owners) {
                assertThat(release(vault, owner).status()).isEqualTo(200);
            }
        }
    }

    private static void store(VaultReplica vault, List<UUID> owners) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            UUID owner = UUID.randomUUID();
            owners.add(owner);
            calls.add(() -> vault.send(
                    "PUT",
                    "/api/v1/auth/provider-keys/openai",
                    ISSUER.loginToken(owner, "write"),
                    "{\"api_key\":\"k\"}"));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    private static Answer release(VaultReplica vault, UUID owner) {
        return vault.post(
                "/internal/secrets/release",
                ISSUER.delegation("chat-relay-service", "key-vault-service", owner, "execute")
                        .sign(),
                """
                {"kind":"provider-key","name":"openai","purpose":"upstream-call","origin":"https://api.openai.com"}""");
    }

    private long moved() {
        return rows.query("select 1 from secret where key_id = 'new'").size();
    }

    private static Process replica() throws IOException {
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.gatehouse.vault.Application")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(DATABASE.environment("VAULT"));
        builder.environment()
                .putAll(Map.of(
                        "GATEHOUSE_VAULT_PORT",
                        "-1",
                        "GATEHOUSE_VAULT_MANAGEMENT_PORT",
                        "-1",
                        "GATEHOUSE_VAULT_CLIENT_SECRET",
                        "a-client-secret-for-tests-of-32-chars",
                        "GATEHOUSE_VAULT_ROTATION_POLL",
                        "10ms",
                        "GATEHOUSE_VAULT_MASTER_KEYS",
                        NEW + "," + OLD));
        return builder.start();
    }
}
