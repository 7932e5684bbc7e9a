package org.gatehouse.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnchorIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final String admin = ISSUER.steppedUpToken(UUID.randomUUID(), "read", "admin");
    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(DATABASE, ISSUER);
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    @BeforeEach
    void anchorTwoOwnersTwice() {
        rows.query("truncate secret, audit_event, audit_chain, audit_anchor, audit_anchor_head");
        store(first);
        store(second);
        anchor();
        store(first);
        anchor();
    }

    @Test
    void holdsWhileNobodyTouchesAnything() {
        assertThat(verify("").body()).contains("\"intact\":true", "\"anchors\":2");
    }

    @Test
    void isNotMadeWhenNothingHasHappenedOrTheLastOneIsYoung() {
        assertThat(vault.bean(MakeAnchor.class).make(Duration.ZERO)).isEmpty();
        store(second);
        assertThat(vault.bean(MakeAnchor.class).make(Duration.ofHours(1))).isEmpty();
        assertThat(vault.bean(MakeAnchor.class).make(Duration.ZERO)).isPresent();
    }

    @Test
    void findsRowsThatWereCutOffTheEndOfAChain() {
        rows.query("delete from audit_event where owner_id = ? and sequence = 2", first);
        rows.query(
                "update audit_chain c set last_sequence = 1, last_hash = (select hash from audit_event e"
                        + " where e.owner_id = c.owner_id and sequence = 1) where owner_id = ?",
                first);
        assertBroken(first, 2);
    }

    @Test
    void findsAnOwnerWhoWasTakenAwayWhole() {
        rows.query("delete from audit_event where owner_id = ?", second);
        rows.query("delete from audit_chain where owner_id = ?", second);
        assertBroken(second, 1);
    }

    @Test
    void findsAChainThatWasWrittenAnewWithSoundHashes() {
        rows.query("delete from audit_event where owner_id = ?", first);
        rows.query("update audit_chain set last_sequence = 0, last_hash = ? where owner_id = ?", Link.START, first);
        store(first);
        store(first);
        assertBroken(first, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_anchor set at = at + interval '1 second' where number = 1",
                "update audit_anchor_head set last_sequence = 7 where anchor = 1",
                "delete from audit_anchor_head where anchor = 1",
                "update audit_anchor set mac = set_byte(mac, 0, get_byte(mac, 0) # 1) where number = 1",
                "with h as (delete from audit_anchor_head where anchor = 1) delete from audit_anchor where number = 1",
                "delete from secret where kind = 'anchor-key'",
            })
    void findsAnAnchorThatWasTamperedWith(String tampering) {
        rows.query(tampering);
        assertThat(verify("").body()).isEqualTo("{\"intact\":false,\"broken_anchor\":1}");
    }

    @Test
    void findsWithAnchorsKeptElsewhereThatAllOfThemWereTakenOutOrMadeAnew() {
        String kept = vault.get("/admin/vault/audit/anchors", admin).body();
        String body = "{\"anchors\":" + kept.substring(kept.indexOf('['), kept.lastIndexOf(']') + 1) + "}";
        assertThat(verify(body).body()).contains("\"intact\":true");
        rows.query("delete from audit_anchor_head where anchor = 2");
        rows.query("delete from audit_anchor where number = 2");
        assertThat(verify("").body()).contains("\"intact\":true");
        assertThat(verify(body).body()).isEqualTo("{\"intact\":false,\"broken_anchor\":2}");
        rows.query("truncate audit_anchor, audit_anchor_head");
        rows.query("delete from secret where kind = 'anchor-key'");
        anchor();
        assertThat(verify("").body()).contains("\"intact\":true", "\"anchors\":1");
        assertThat(verify(body).body()).isEqualTo("{\"intact\":false,\"broken_anchor\":1}");
    }

    @Test
    void isMadeByOneOfTwoReplicasAtTheSameMoment() throws Exception {
        store(second);
        try (VaultReplica other = VaultReplica.start(DATABASE, ISSUER);
                var threads = Executors.newFixedThreadPool(2)) {
            var made = threads.invokeAll(List.<Callable<Boolean>>of(
                    () -> vault.bean(MakeAnchor.class).make(Duration.ZERO).isPresent(),
                    () -> other.bean(MakeAnchor.class).make(Duration.ZERO).isPresent()));
            assertThat(made.get(0).get()).isNotEqualTo(made.get(1).get());
        }
        assertThat(verify("").body()).contains("\"intact\":true", "\"anchors\":3");
    }

    @Test
    void isMadeByARunningServiceFromTimeToTime() {
        store(second);
        try (VaultReplica busy =
                VaultReplica.start(DATABASE, ISSUER, Map.of("gatehouse.vault.anchors.interval", "1s"))) {
            while (rows.count("audit_anchor") < 3) {
                Thread.onSpinWait();
            }
            assertThat(busy.address()).isNotNull();
        }
    }

    private void anchor() {
        assertThat(vault.bean(MakeAnchor.class).make(Duration.ZERO)).isPresent();
    }

    private static void store(UUID owner) {
        Answer answer = vault.post(
                "/api/v1/auth/private-key",
                ISSUER.loginToken(owner, "write"),
                "{\"private_key\":\"" + "%064x".formatted(7) + "\"}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private void assertBroken(UUID owner, long sequence) {
        assertThat(verify("").body())
                .isEqualTo("{\"intact\":false,\"first_broken\":{\"owner_id\":\"%s\",\"sequence\":%d}}"
                        .formatted(owner, sequence));
    }

    private Answer verify(String body) {
        Answer answer = vault.post("/admin/vault/audit/verify", admin, body.isEmpty() ? "{}" : body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
