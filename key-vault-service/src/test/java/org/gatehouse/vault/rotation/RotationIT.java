package org.gatehouse.vault.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.kms.TransitServer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.Rows;
import org.gatehouse.vault.it.VaultReplica;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(180)
final class RotationIT {

    private static final int OWNERS = 200;
    private static final String OLD = "old:MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=";
    private static final String NEW = "new:UFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm8=";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final Rows rows = new Rows(DATABASE);
    private final List<UUID> owners = new ArrayList<>();
    private final String admin = ISSUER.steppedUpToken(UUID.randomUUID(), "read", "admin");

    @BeforeEach
    void empty() {
        rows.query("truncate secret, wrapping_key, rotation, rotation_failure, audit_event, audit_chain");
    }

    @Test
    void movesEveryRecordWhileSecretsAreReleasedAndThenLetsTheOldKeyGo() {
        try (VaultReplica before = replica(OLD)) {
            store(before);
            try (VaultReplica one = replica(NEW + "," + OLD);
                    VaultReplica two = replica(NEW + "," + OLD)) {
                Answer early = retire(one, "old");
                assertThat(early.status()).isEqualTo(409);
                assertThat(early.body()).contains(": " + OWNERS);

                String rotation = start(one);
                assertThat(start(two)).isEqualTo(rotation);
                while (!isFinished(one, rotation)) {
                    for (int i = 0; i < OWNERS; i += 40) {
                        assertReleases(i % 80 == 0 ? one : two, i);
                        assertReleases(before, i, 200, 503);
                    }
                }
                assertThat(one.get("/admin/vault/rotations/" + rotation, admin).body())
                        .contains("\"rewrapped\":" + OWNERS, "\"failed\":0", "\"remaining\":0", "local:new:1");
                assertThat(rows.query("select distinct key_id from secret").toString())
                        .isEqualTo("[{key_id=new}]");
                assertThat(retire(one, "new").status()).isEqualTo(409);
                assertThat(retire(one, "never").status()).isEqualTo(404);
                assertThat(retire(one, "old").status()).isEqualTo(204);
                assertThat(one.get("/admin/vault/keys", admin).body())
                        .containsPattern(
                                "\"key_id\":\"old\",\"version\":1,\"current\":false,\"records\":0,\"retired_at\"")
                        .containsPattern("\"key_id\":\"new\",\"version\":1,\"current\":true,\"records\":" + OWNERS);
            }
            assertThat(put(before, UUID.randomUUID(), 1).status())
                    .as("a replica that was left behind must not write under a retired key")
                    .isEqualTo(503);
        }
        try (VaultReplica after = replica(NEW)) {
            for (int i = 0; i < OWNERS; i++) {
                assertReleases(after, i);
            }
        }
    }

    @Test
    void movesAnInstallationFromLocalKeysToAnotherProviderAndOnToItsNextVersion() {
        try (TransitServer transit = TransitServer.start()) {
            transit.createKey("gatehouse", true);
            try (VaultReplica before = replica(OLD)) {
                store(before);
            }
            Map<String, Object> both = Map.of(
                    "gatehouse.vault.local.master-keys",
                    OLD,
                    "gatehouse.vault.keys.writer",
                    "vault",
                    "gatehouse.vault.transit.address",
                    transit.address().toString(),
                    "gatehouse.vault.transit.token",
                    TransitServer.ROOT_TOKEN,
                    "gatehouse.vault.rotation.poll",
                    "20ms");
            try (VaultReplica moving = VaultReplica.start(DATABASE, ISSUER, both)) {
                finish(moving);
                assertThat(retire(moving, "old").status()).isEqualTo(204);
                transit.rotateKey("gatehouse");
                finish(moving);
                transit.setMinDecryptionVersion("gatehouse", 2);
                assertThat(rows.query("select distinct key_provider, key_version from secret")
                                .toString())
                        .isEqualTo("[{key_provider=vault, key_version=2}]");
                transit.faults().goDown();
                int refused = 0;
                for (int i = 0; i < OWNERS; i += 20) {
                    refused += release(moving, i).status() == 503 ? 1 : 0;
                }
                assertThat(refused).isPositive();
                assertThat(put(moving, UUID.randomUUID(), 1).status()).isEqualTo(503);
                assertThat(moving.get("/api/v1/auth/provider-keys/p", ISSUER.loginToken(owners.getFirst(), "read"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void doesNotGoOnForEverWhenTheKeyIsRotatedUnderIt() {
        try (TransitServer transit = TransitServer.start()) {
            transit.createKey("gatehouse", true);
            try (VaultReplica before = replica(OLD)) {
                store(before);
            }
            try (VaultReplica moving = VaultReplica.start(
                    DATABASE,
                    ISSUER,
                    Map.of(
                            "gatehouse.vault.local.master-keys",
                            OLD,
                            "gatehouse.vault.keys.writer",
                            "vault",
                            "gatehouse.vault.transit.address",
                            transit.address().toString(),
                            "gatehouse.vault.transit.token",
                            TransitServer.ROOT_TOKEN,
                            "gatehouse.vault.rotation.poll",
                            "20ms"))) {
                transit.faults().answerAfter(java.time.Duration.ofMillis(2));
                String overtaken = start(moving);
                while (rows.query("select 1 from secret where key_provider = 'vault' limit 1")
                        .isEmpty()) {
                    Thread.onSpinWait();
                }
                transit.rotateKey("gatehouse");
                String next = finish(moving);
                assertThat(next).isNotEqualTo(overtaken);
                assertThat(rows.query("select distinct key_provider, key_version from secret")
                                .toString())
                        .isEqualTo("[{key_provider=vault, key_version=2}]");
                assertThat(rows.query("select sum(rewrapped) as n from rotation")
                                .toString())
                        .matches("\\[\\{n=(2\\d\\d|3\\d\\d|400)}]");
            }
        }
    }

    @Test
    void neverMovesRecordsBackUnderAKeyThatWasRetired() {
        try (VaultReplica left = replica(OLD + "," + NEW)) {
            store(left);
            try (VaultReplica ahead = replica(NEW + "," + OLD)) {
                finish(ahead);
                assertThat(retire(ahead, "old").status()).isEqualTo(204);
                assertThat(left.post("/admin/vault/rotations", admin, "").status())
                        .isEqualTo(409);
                rows.query("insert into rotation (id, provider, key_id, key_version, started_by, started_at)"
                        + " values (gen_random_uuid(), 'local', 'old', 1, 'test', now())");
                left.bean(RewrapSecrets.class).workOnRunningRotation();
                assertThat(rows.query("select 1 from secret where key_id = 'old'"))
                        .isEmpty();
            }
        }
    }

    @Test
    void leavesTheTargetOfARunningRotationInService() {
        try (VaultReplica left = replica(OLD + "," + NEW)) {
            rows.query("insert into wrapping_key values ('local', 'new', 1, now(), null)");
            rows.query("insert into rotation (id, provider, key_id, key_version, started_by, started_at)"
                    + " values (gen_random_uuid(), 'local', 'new', 1, 'test', now())");
            assertThat(retire(left, "new").status()).isEqualTo(409);
        }
    }

    @Test
    void leavesAMasterKeyOfTheEnvironmentToTheOperator() {
        try (VaultReplica vault = replica(OLD)) {
            Answer answer = vault.post("/admin/vault/keys/rotate", admin, "");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("GATEHOUSE_VAULT_MASTER_KEYS");
        }
    }

    @Test
    void passesOverARecordThatDoesNotOpenAndSaysSo() {
        try (VaultReplica before = replica(OLD)) {
            store(before);
        }
        rows.query("update secret set version = version + 1 where owner_id = ?", owners.getFirst());
        try (VaultReplica vault = replica(NEW + "," + OLD)) {
            String rotation = finish(vault);
            assertThat(vault.get("/admin/vault/rotations/" + rotation, admin).body())
                    .contains("\"rewrapped\":" + (OWNERS - 1), "\"failed\":1");
            assertThat(retire(vault, "old").body()).contains(": 1");
        }
    }

    @Test
    void isForAdministratorsOnly() {
        try (VaultReplica vault = replica(OLD)) {
            String user = ISSUER.loginToken(UUID.randomUUID(), "read", "write", "execute");
            assertThat(vault.post("/admin/vault/rotations", user, "").status()).isEqualTo(403);
            assertThat(vault.get("/admin/vault/keys", user).status()).isEqualTo(403);
            assertThat(vault.post("/admin/vault/keys/retire", user, "{}").status())
                    .isEqualTo(403);
            assertThat(vault.get("/admin/vault/rotations/" + UUID.randomUUID(), admin)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static VaultReplica replica(String masterKeys) {
        return VaultReplica.start(
                DATABASE,
                ISSUER,
                Map.of("gatehouse.vault.local.master-keys", masterKeys, "gatehouse.vault.rotation.poll", "20ms"));
    }

    private void store(VaultReplica vault) {
        for (int i = 0; i < OWNERS; i++) {
            UUID owner = UUID.randomUUID();
            assertThat(put(vault, owner, i).status()).isEqualTo(200);
            owners.add(owner);
        }
    }

    private static Answer put(VaultReplica vault, UUID owner, int number) {
        return vault.send(
                "PUT",
                "/api/v1/auth/provider-keys/p",
                ISSUER.loginToken(owner, "write"),
                "{\"api_key\":\"secret-" + number + "\",\"base_url\":\"https://p.example\"}");
    }

    private String start(VaultReplica vault) {
        Answer answer = vault.post("/admin/vault/rotations", admin, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.body().replaceAll("^\\{\"id\":\"|\".*$", "");
    }

    private String finish(VaultReplica vault) {
        String rotation = start(vault);
        while (!isFinished(vault, rotation)) {
            Thread.onSpinWait();
        }
        return rotation;
    }

    private boolean isFinished(VaultReplica vault, String rotation) {
        return vault.get("/admin/vault/rotations/" + rotation, admin).body().contains("\"status\":\"finished\"");
    }

    private Answer retire(VaultReplica vault, String key) {
        return vault.post(
                "/admin/vault/keys/retire", admin, "{\"provider\":\"local\",\"key_id\":\"" + key + "\",\"version\":1}");
    }

    private void assertReleases(VaultReplica vault, int number, Integer... statuses) {
        Answer answer = release(vault, number);
        assertThat(answer.status()).isIn((Object[]) (statuses.length == 0 ? new Integer[] {200} : statuses));
        if (answer.status() == 200) {
            String encoded = Base64.getEncoder().encodeToString(("secret-" + number).getBytes(StandardCharsets.UTF_8));
            assertThat(answer.body()).contains(encoded);
        }
    }

    private Answer release(VaultReplica vault, int number) {
        return vault.post(
                "/internal/secrets/release",
                ISSUER.delegation("chat-relay-service", "key-vault-service", owners.get(number), "execute")
                        .sign(),
                """
                {"kind":"provider-key","name":"p","purpose":"upstream-call","origin":"https://p.example"}""");
    }
}
