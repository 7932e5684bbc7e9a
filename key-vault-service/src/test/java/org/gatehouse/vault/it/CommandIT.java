package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line as an operator runs it: as a process of its own, beside a service that goes on. */
final class CommandIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final Rows rows = new Rows(DATABASE);
    private final UUID owner = UUID.randomUUID();
    private final List<VaultReplica> running = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path keys = Path.of("");

    @BeforeEach
    void start() throws IOException {
        rows.query("truncate secret, wrapping_key, rotation, rotation_failure, audit_event, audit_chain, audit_anchor,"
                + " audit_anchor_head");
        keys = Files.writeString(folder.resolve("keys"), VaultReplica.MASTER_KEY);
        running.add(VaultReplica.start(
                DATABASE,
                ISSUER,
                Map.of(
                        "gatehouse.vault.local.master-keys-file",
                        keys.toString(),
                        "gatehouse.vault.rotation.poll",
                        "1h")));
        assertThat(vault().send(
                                "PUT",
                                "/api/v1/auth/provider-keys/openai",
                                ISSUER.loginToken(owner, "write"),
                                "{\"api_key\":\"sk-very-secret\"}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        running.forEach(VaultReplica::close);
    }

    @Test
    void rotatesRewrapsAndRetiresWhileTheServiceGoesOn() throws Exception {
        Run rotate = run("rotate");
        assertThat(rotate.code()).as(rotate.output()).isZero();
        String made = rotate.output().replaceAll("(?s)^(local:k[0-9a-f]{12}:1) writes from now on.*$", "$1");
        assertThat(Files.readString(keys)).endsWith("," + VaultReplica.MASTER_KEY);
        Run early = run("retire", "local:test:1");
        assertThat(early.code()).isEqualTo(3);
        assertThat(early.output()).contains("Records that still need this key: 1");
        assertThat(release().status()).isEqualTo(200);
        Run rewrap = run("rewrap");
        assertThat(rewrap.code()).as(rewrap.output()).isZero();
        assertThat(rewrap.output()).contains("Finished: 1 rewrapped, 0 failed");
        assertThat(release().status()).as("with no restart").isEqualTo(200);
        Run retire = run("retire", "local:test:1");
        assertThat(retire.code()).as(retire.output()).isZero();
        Run status = run("status");
        assertThat(status.output())
                .contains("writes now: " + made, "key " + made + ": 1 records", "key local:test:1: 0 records, retired ")
                .contains("rotation towards " + made + ": finished, 1 rewrapped, 0 failed");
        assertThat(rows.query("select actor from audit_event where action in ('KEY_MADE', 'KEY_RETIRED')"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("actor")).asString().startsWith("operator:"));
    }

    @Test
    void verifiesTheAuditAlsoAgainstAnchorsKeptElsewhere() throws Exception {
        assertThat(run("anchor").output()).startsWith("anchor 1 of ");
        Run anchors = run("anchors");
        Path kept = Files.writeString(folder.resolve("anchors"), anchors.output());
        assertThat(anchors.output().lines()).hasSize(1);
        Run intact = run("verify-audit", "--anchors", kept.toString());
        assertThat(intact.code()).as(intact.output()).isZero();
        assertThat(intact.output()).isEqualTo("intact: 2 chains, 2 rows, 1 anchors\n");
        rows.query("delete from audit_anchor_head");
        rows.query("delete from audit_anchor");
        assertThat(run("verify-audit").code()).isZero();
        Run broken = run("verify-audit", "--anchors", kept.toString());
        assertThat(broken.code()).isEqualTo(4);
        assertThat(broken.output()).startsWith("BROKEN: anchor 1 ");
        rows.query("update audit_event set actor = 'nobody' where owner_id = ?", owner);
        assertThat(run("verify-audit").output()).startsWith("BROKEN: row 1 of owner " + owner);
    }

    @Test
    void exportsMetadataAndNoSecret() throws Exception {
        Run export = run("export");
        assertThat(export.code()).as(export.output()).isZero();
        assertThat(export.output())
                .contains("\"owner_id\":\"" + owner + "\"", "\"name\":\"openai\"", "\"wrapped_by\":\"local:test:1\"")
                .doesNotContain("sk-very-secret");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        for (String[] wrong : new String[][] {
            {"nonsense"}, {"retire"}, {"retire", "local"}, {"status", "now"}, {"anchors", "--after", "x"}
        }) {
            Run run = run(wrong);
            assertThat(run.code()).as(run.output()).isEqualTo(2);
            assertThat(run.output()).contains("usage: ");
        }
        assertThat(run("help").code()).isZero();
        Files.writeString(keys, "changeme");
        Run bad = run("status");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.output()).contains("GATEHOUSE_VAULT_MASTER_KEYS").doesNotContain("changeme");
    }

    private VaultReplica vault() {
        return running.getFirst();
    }

    private Answer release() {
        return vault().post(
                        "/internal/secrets/release",
                        ISSUER.delegation("chat-relay-service", "key-vault-service", owner, "execute")
                                .sign(),
                        """
                {"kind":"provider-key","name":"openai","purpose":"upstream-call","origin":"https://api.openai.com"}""");
    }

    private record Run(int code, String output) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gatehouse.vault.Application"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> settings = new HashMap<>();
        settings.putAll(DATABASE.environment("VAULT"));
        settings.put("GATEHOUSE_VAULT_CLIENT_SECRET", "a-client-secret-for-tests-of-32-chars");
        settings.put("GATEHOUSE_VAULT_MASTER_KEYS_FILE", keys.toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
