package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has a dump of the whole database, and the configuration without its master keys, has nothing. */
final class DumpIT {

    private static final int RECORDS = 1000;

    /** The same id as the real one, so that nothing but the key itself stands in the way. */
    private static final String ANOTHER_KEY = "test:UFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm8=";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static final List<UUID> OWNERS = new ArrayList<>();

    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void store() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        try (VaultReplica vault = VaultReplica.start(DATABASE, ISSUER);
                var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < RECORDS; i++) {
                UUID owner = UUID.randomUUID();
                String body = "{\"private_key\":\"" + hex(i) + "\"}";
                OWNERS.add(owner);
                calls.add(() -> vault.post("/api/v1/auth/private-key", ISSUER.loginToken(owner, "write"), body)
                        .status());
            }
            for (var status : threads.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(201);
            }
        }
    }

    @Test
    void showsNoneOfThemInAnySpelling() {
        String dump = dump();
        assertThat(dump).contains(OWNERS.getFirst().toString());
        for (int i = 0; i < RECORDS; i++) {
            byte[] key = HexFormat.of().parseHex(hex(i));
            assertThat(dump)
                    .doesNotContainIgnoringCase(hex(i))
                    .doesNotContain(Base64.getEncoder().encodeToString(key));
        }
    }

    @Test
    void opensNoneOfThemWithAnyBytesThatAreInTheDump() {
        int tried = 0;
        for (Map<String, Object> row : rows.query("select * from secret where kind = 'private-key'")) {
            byte[] payload = value(row, "payload", byte[].class);
            byte[] place = binding(row).forPayload();
            List<byte[]> sources = new ArrayList<>(List.of(payload, value(row, "wrapped_key", byte[].class)));
            rows.query(
                            "select hash, previous_hash from audit_event where owner_id = ?",
                            value(row, "owner_id", UUID.class))
                    .forEach(event -> event.values().forEach(hash -> sources.add((byte[]) hash)));
            for (byte[] source : sources) {
                for (int at = 0; at + AesGcm.KEY_BYTES <= source.length; at++) {
                    var guess = SecretMaterial.owning(Arrays.copyOfRange(source, at, at + AesGcm.KEY_BYTES));
                    assertThat(new AesGcm(guess).open(payload, place)).isEmpty();
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(RECORDS * 61);
    }

    @Test
    void givesNoneOfThemToAServiceWithAnotherMasterKey() throws Exception {
        try (VaultReplica thief = VaultReplica.start(
                        DATABASE,
                        ISSUER,
                        Map.of(
                                "gatehouse.vault.local.master-keys",
                                ANOTHER_KEY,
                                "gatehouse.vault.release.grants.chat-relay-service",
                                List.of("private-key:theft")));
                var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<VaultReplica.Answer>> calls = new ArrayList<>();
            for (UUID owner : OWNERS) {
                calls.add(() -> thief.post(
                        "/internal/secrets/release",
                        ISSUER.delegation("chat-relay-service", "key-vault-service", owner, "execute")
                                .sign(),
                        """
                        {"kind":"private-key","name":"","purpose":"theft","origin":""}"""));
            }
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(503);
            }
        }
    }

    private String dump() {
        var dump = new StringBuilder();
        for (Map<String, Object> table : rows.query(
                "select table_name from information_schema.tables where table_schema = 'public' order by 1")) {
            rows.query("select t::text as line from " + table.get("table_name") + " t")
                    .forEach(row -> dump.append(row.get("line")).append('\n'));
        }
        return dump.toString();
    }

    private static Binding binding(Map<String, Object> row) {
        return new Binding(
                new OwnerId(value(row, "owner_id", UUID.class)),
                value(row, "kind", String.class),
                new SecretId(value(row, "id", UUID.class)),
                value(row, "version", Long.class),
                value(row, "origin", String.class));
    }

    private static <T> T value(Map<String, Object> row, String column, Class<T> type) {
        return type.cast(Objects.requireNonNull(row.get(column)));
    }

    private static String hex(int number) {
        byte[] seed = "private key of owner number %04d".formatted(number).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Arrays.copyOf(seed, AesGcm.KEY_BYTES));
    }
}
