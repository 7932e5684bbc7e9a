package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plants secrets that can be recognised, does all that can be done with them, and looks for them where they must not be. */
final class CanaryIT {

    /** Assembled at run time, so that no constant of this class is found in the heap. */
    private static final String MARK = String.join("", List.of("can", "ary", "-7f3", "a91"));

    private static final String PRIVATE_KEY = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final Rows rows = new Rows(DATABASE);
    private final UUID account = UUID.randomUUID();
    private final String token = ISSUER.loginToken(account, "read", "write", "execute");
    private final String relay = ISSUER.delegation("chat-relay-service", "key-vault-service", account, "execute")
            .sign();
    private final List<String> shown = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void leaveNoTraceInLogsAnswersRowsOrTheHeap() throws IOException {
        var log = new ByteArrayOutputStream();
        int management = freePort();
        PrintStream console = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (VaultReplica vault = VaultReplica.start(
                DATABASE,
                ISSUER,
                Map.of(
                        "logger.levels.org.gatehouse",
                        "TRACE",
                        "endpoints.all.port",
                        management,
                        "gatehouse.vault.signing.login.clients",
                        List.of("chat-relay-service"),
                        "gatehouse.vault.signing.login.message-prefix",
                        "Some "))) {
            for (int i = 0; i < 200; i++) {
                storeUseAndFail(vault, MARK + "-" + i + ";");
            }
            for (int i = 0; i < 800; i++) {
                release(vault, MARK + "-199;");
            }
            vault.delete("/api/v1/auth/provider-keys/openai", token);
            signAndDelete(vault);
            String metrics = vault.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/metrics"))
                                    .build())
                    .body();
            assertThat(metrics).contains("http_server_requests").doesNotContain(MARK, PRIVATE_KEY);
            try (var held = SecretMaterial.ofText(MARK + "-17;")) {
                assertThat(occurrencesInHeap("held"))
                        .as("the search finds one that is held")
                        .isPositive();
                assertThat(held.length()).isPositive();
            }
            assertThat(occurrencesInHeap("wiped"))
                    .as("canaries left on the heap")
                    .isZero();
        } finally {
            System.setOut(console);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("key-vault-service")
                .doesNotContain(MARK);
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContainIgnoringCase(PRIVATE_KEY);
        assertThat(shown).isNotEmpty().allSatisfy(answer -> assertThat(answer).doesNotContain(MARK));
        assertThat(rows.query("select s::text as t from secret s").toString()
                        + rows.query("select a::text as t from audit_event a"))
                .doesNotContain(MARK);
    }

    private void storeUseAndFail(VaultReplica vault, String canary) {
        String path = "/api/v1/auth/provider-keys/openai";
        show(vault.send("PUT", path, token, "{\"api_key\":\"" + canary + "\"}"));
        show(vault.send("PUT", path, token, "{\"api_key\":\"" + canary + "\",\"base_url\":\"nowhere\"}"));
        show(vault.send("PUT", path, token, "{\"api_key\":[\"" + canary + "\"]}"));
        show(vault.send("PUT", path, token, "{\"api_key\":\"" + canary + "\"" + canary));
        show(vault.post("/api/v1/auth/private-key", token, "{\"private_key\":\"" + canary + "\"}"));
        show(vault.get(path, token));
        release(vault, canary);
    }

    private void release(VaultReplica vault, String canary) {
        Answer released = vault.post("/internal/secrets/release", relay, """
                {"kind":"provider-key","name":"openai","purpose":"upstream-call","origin":"https://api.openai.com"}""");
        assertThat(released.body())
                .contains(Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8)));
    }

    /** The private key of the published signature, so that a signature cannot be the canary's leak. */
    private void signAndDelete(VaultReplica vault) {
        show(vault.post("/api/v1/auth/private-key", token, "{\"private_key\":\"" + PRIVATE_KEY + "\"}"));
        Answer signed = vault.post("/internal/signatures", relay, "{\"purpose\":\"login\",\"message\":\"Some data\"}");
        assertThat(signed.status()).isEqualTo(200);
        show(signed);
        show(vault.post("/internal/signatures", relay, "{\"purpose\":\"login\",\"message\":\"Other\"}"));
        vault.delete("/api/v1/auth/private-key", token);
        assertThat(shown).allSatisfy(answer -> assertThat(answer).doesNotContainIgnoringCase(PRIVATE_KEY));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void show(Answer answer) {
        shown.add(answer.body() + answer.response().headers().map());
    }

    /** Live objects only: what the parser's garbage still holds is gone with the collection before the dump. */
    private int occurrencesInHeap(String name) throws IOException {
        Path dump = folder.resolve(name + ".hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        byte[] heap = Files.readAllBytes(dump);
        byte[] wanted = (MARK + "-17;").getBytes(StandardCharsets.US_ASCII);
        int found = 0;
        for (int i = 0; i + wanted.length <= heap.length; i++) {
            int j = 0;
            while (j < wanted.length && heap[i + j] == wanted[j]) {
                j++;
            }
            found += j == wanted.length ? 1 : 0;
        }
        return found;
    }
}
