package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.deploy.e2e.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of users' secrets through the edge, and what administrators and the operator may do. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VaultIT {
    private static final String CANARY = "sk-canary-7f3a91-through-the-edge";
    private static final String PRIVATE_KEY = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    private final Suite suite;
    private final Client client;

    VaultIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void aSecretIsStoredShownAsMetadataListedUsedUpAndDestroyed() {
        var access = client.newcomer().access();
        var shown = new ArrayList<String>();

        shown.add(store(access, "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"" + CANARY + "\"}"));
        shown.add(store(
                access,
                "/api/v1/auth/node",
                "{\"url\":\"https://node.example\",\"username\":\"admin\",\"password\":\"" + CANARY + "\"}"));
        shown.add(client.send("POST", "/api/v1/auth/private-key", access, "{\"private_key\":\"" + PRIVATE_KEY + "\"}")
                .expect(201)
                .body());
        for (var path : List.of(
                "/api/v1/auth/provider-keys/openai",
                "/api/v1/auth/node",
                "/api/v1/auth/private-key/status",
                "/api/v1/auth/secrets",
                "/api/v1/auth/secret-uses")) {
            shown.add(client.send("GET", path, access, null).expect(200).body());
        }

        assertThat(shown)
                .allSatisfy(answer -> assertThat(answer)
                        .doesNotContain(CANARY, PRIVATE_KEY)
                        .doesNotContain(Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8))));
        assertThat(client.send("GET", "/api/v1/auth/secrets", access, null)
                        .json()
                        .path("data"))
                .hasSize(3);
        client.send("DELETE", "/api/v1/auth/provider-keys/openai", access, null).expect(204);
        client.send("GET", "/api/v1/auth/provider-keys/openai", access, null).expect(404);
        assertThat(client.send("GET", "/api/v1/auth/secret-uses", access, null)
                        .json()
                        .path("data")
                        .get(0)
                        .path("action")
                        .asText())
                .isEqualTo("deleted");
    }

    @Test
    void whatIsNotTheirsLooksLikeWhatIsNotThere() {
        var owner = client.newcomer().access();
        store(owner, "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"" + CANARY + "\"}");
        var stranger = client.newcomer().access();

        var theirs = client.send("GET", "/api/v1/auth/provider-keys/openai", stranger, null);
        var nobodys = client.send("GET", "/api/v1/auth/provider-keys/nothing", stranger, null);

        Errors.isProblem(theirs, 404);
        assertThat(theirs.body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                .isEqualTo(nobodys.body().replaceAll("\"instance\":\"[^\"]*\"", ""));
    }

    @Test
    void noPathAtTheEdgeLeadsToARelease() {
        var access = client.newcomer().access();
        store(access, "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"" + CANARY + "\"}");
        var body =
                "{\"kind\":\"provider-key\",\"name\":\"openai\",\"purpose\":\"upstream-call\",\"origin\":\"https://api.openai.com\"}";
        for (var path : List.of(
                "/internal/secrets/release",
                "/internal/signatures",
                "/internal/transactions",
                "/Internal/secrets/release",
                "/api/v1/auth/secrets/release",
                "/api/v1/auth/provider-keys/openai/value",
                "/api/v1/auth/private-key/value",
                "/admin/vault/secrets/release")) {
            for (var method : List.of("GET", "POST")) {
                var answer = client.send(method, path, access, method.equals("GET") ? null : body);
                assertThat(answer.status()).as(method + " " + path).isIn(403, 404, 405);
                assertThat(answer.body()).doesNotContain(CANARY);
            }
        }
    }

    @Test
    void administrationAsksForTheRoleAndThenForTheSecondFactor() {
        var user = client.newcomer().access();
        client.send("GET", "/admin/vault/keys", user, null).expect(403);
        client.send("GET", "/admin/vault/keys", null, null).expect(401);
        var admin = administrator();

        var challenge = client.send("POST", "/admin/vault/audit/verify", admin, "{}");
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header("www-authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"2\", max_age=\"900\"");

        var steppedUp = stepUp(admin);
        assertThat(client.send("POST", "/admin/vault/audit/verify", steppedUp, "{}")
                        .expect(200)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        for (var path : List.of("/admin/vault/keys", "/admin/vault/secrets", "/admin/vault/audit/anchors")) {
            assertThat(client.send("GET", path, steppedUp, null).expect(200).body())
                    .doesNotContain(CANARY, PRIVATE_KEY);
        }
    }

    @Test
    void theOperatorRotatesTheMasterKeyOfTheRunningStackAndNobodyNotices() throws Exception {
        var access = client.newcomer().access();
        store(access, "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"" + CANARY + "\"}");

        var before = "local:"
                + Files.readString(suite.home().resolve("secrets/GATEHOUSE_VAULT_MASTER_KEYS"))
                        .split(":", 2)[0] + ":1";

        assertThat(vault("rotate")).contains("writes from now on");
        store(access, "/api/v1/auth/provider-keys/mine", "{\"api_key\":\"k\",\"base_url\":\"https://llm.example\"}");
        assertThat(vault("rewrap")).contains(", 0 failed");
        assertThat(vault("retire", before)).contains("is retired");
        assertThat(vault("status")).contains("key " + before + ": 0 records, retired");
        assertThat(vault("anchor")).contains("anchor");
        var kept = Files.writeString(suite.home().resolve("anchors"), vault("anchors"));
        assertThat(vault("verify-audit", "--anchors", kept.toString())).startsWith("intact: ");
        assertThat(vault("export")).contains("\"wrapped_by\":\"local:k").doesNotContain(CANARY);
        store(access, "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"" + CANARY + "\"}");
        assertThat(Files.readString(suite.home().resolve("logs/key-vault-service.log")))
                .doesNotContain(CANARY, PRIVATE_KEY);
    }

    private String store(String access, String path, String json) {
        return client.send("PUT", path, access, json).expect(200).body();
    }

    /** A second administrator, so that the first one's login stays as other tests know it. */
    private String administrator() {
        return new Staff(suite).tokenOfTrustedAdministrator();
    }

    /** A recovery code serves as the second factor, so that no code is used twice within its half minute. */
    private String stepUp(String access) {
        var enrolment =
                client.send("POST", "/api/v1/auth/mfa/totp", access, "{}").expect(201);
        client.send(
                        "POST",
                        "/api/v1/auth/mfa/totp/confirm",
                        access,
                        "{\"otp\":\"" + totp(enrolment.json().path("secret").asText()) + "\"}")
                .expect(204);
        Answer verified = client.send(
                "POST",
                "/api/v1/auth/mfa/verify",
                access,
                "{\"otp\":\"" + enrolment.json().path("recovery_codes").get(0).asText() + "\"}");
        return verified.expect(200).json().path("access_token").asText();
    }

    /** RFC 6238 with its defaults: SHA-1, 30 seconds, six digits. */
    private static String totp(String base32) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(base32), "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / 30;
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        var out = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : base32.replace("=", "").toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits & 0xff);
            }
        }
        return out.toByteArray();
    }

    private String vault(String... arguments) throws IOException, InterruptedException {
        var script = Path.of("..", "gatehouse").toAbsolutePath().normalize().toString();
        var command = new ArrayList<>(List.of("bash", script, "vault"));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(suite.environment());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
