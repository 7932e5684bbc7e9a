package org.gatehouse.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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
import org.junit.jupiter.params.provider.CsvSource;

final class AuditIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    private final UUID account = UUID.randomUUID();
    private final String token = ISSUER.loginToken(account, "read", "write");
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
    void useASecretFourTimes() {
        rows.query("truncate audit_event, audit_chain, audit_anchor, audit_anchor_head");
        for (int i = 0; i < 2; i++) {
            vault.post("/api/v1/auth/private-key", token, "{\"private_key\":\"" + "%064x".formatted(7) + "\"}");
            vault.delete("/api/v1/auth/private-key", token);
        }
    }

    @Test
    void isIntactWhileNobodyTouchesIt() {
        assertThat(verify().body()).isEqualTo("{\"intact\":true,\"chains\":1,\"rows\":4,\"anchors\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit_event set actor = 'user:somebody else' where sequence = 2|2",
                "update audit_event set at = at + interval '1 microsecond' where sequence = 3|3",
                "update audit_event set purpose = 'x' where sequence = 4|4",
                "update audit_event set hash = previous_hash where sequence = 1|1",
                "delete from audit_event where sequence = 2|2",
                "delete from audit_event where sequence = 4|4",
                "delete from audit_event|1",
                "update audit_chain set last_sequence = 3|5",
                "insert into audit_event select owner_id, 5, at, action, actor, secret_id, subject, purpose, request_id,"
                        + " hash, hash from audit_event where sequence = 4|5",
            })
    void namesTheFirstRowThatIsNotAsItWasWritten(String tampering, long sequence) {
        rows.query(tampering);
        assertThat(verify().body())
                .isEqualTo("{\"intact\":false,\"first_broken\":{\"owner_id\":\"%s\",\"sequence\":%d}}"
                        .formatted(account, sequence));
    }

    @Test
    void isVerifiedForAdministratorsOnly() {
        assertThat(vault.post("/admin/vault/audit/verify", token, "").status()).isEqualTo(403);
        assertThat(vault.post("/admin/vault/audit/verify", null, "").status()).isEqualTo(401);
    }

    @Test
    void isShownToTheOwnerNewestFirstAndToNobodyElse() {
        Answer own = vault.get("/api/v1/auth/secret-uses", token);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body())
                .containsSubsequence("\"sequence\":4", "deleted", "\"sequence\":3", "stored", "\"sequence\":1");
        assertThat(vault.get("/api/v1/auth/secret-uses?before=2", token).body())
                .contains("\"sequence\":1")
                .doesNotContain("\"sequence\":2");
        assertThat(vault.get("/api/v1/auth/secret-uses", admin).body()).isEqualTo("{\"data\":[]}");
    }

    private Answer verify() {
        Answer answer = vault.post("/admin/vault/audit/verify", admin, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
