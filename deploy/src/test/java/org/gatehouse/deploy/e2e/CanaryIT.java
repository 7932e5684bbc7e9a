package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets and words that go through the whole suite, well and badly used, and are then looked for where nobody may find them. */
@ExtendWith(SharedSuite.class)
final class CanaryIT {
    private static final String LLAMA = "Llama 3.3 70B:web";

    private final Suite suite;
    private final Client client;
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    CanaryIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void noSecretAndNoWordOfAPromptIsInAnyLogMetricOrError() {
        var tokens = client.newcomer();
        var key = client.createKey(tokens.access()).key();
        canaries.put("access token", tokens.access());
        canaries.put("refresh token", tokens.refresh());
        canaries.put("API key", key);
        canaries.put("account's password", Client.PASSWORD);
        canaries.put("administrator's password", suite.administratorPassword());
        canaries.put("upstream's key", "sk-upstream-test");
        canaries.put("node's password", MorpheusNode.GATEWAY.substring(MorpheusNode.GATEWAY.indexOf(':') + 1));
        canaries.put("a service's secret", secret("GATEHOUSE_RELAY_CLIENT_SECRET"));
        for (var word : List.of("prompt", "system text", "answer", "tool", "provider key", "own node's password")) {
            canaries.put(word, "canary-" + UUID.randomUUID());
        }

        storeSecrets(tokens.access());
        client.send(
                "POST",
                "/api/v1/auth/login",
                null,
                "{\"email\":\"" + canary("prompt") + "@example.com\",\"password\":\"" + Client.PASSWORD
                        + "\",\"x\":1}");
        for (var model : List.of("mock/large", "claude-mock", "gatehouse/echo", "no/such")) {
            ask(key, model, List.of("chunks=2", "status=400", "status=401", "status=500", "break=html"));
        }
        ask(key, LLAMA, List.of("chunks=2", "break=infra", "break=model-error,reveal", "break=truncate"));
        client.send("POST", "/api/v1/auth/refresh", null, "{\"refresh_token\":\"" + tokens.refresh() + "\"}")
                .expect(200);

        logs().forEach(this::isClean);
        managementPorts().forEach(port -> isClean("metrics at " + port, metrics(port)));
        told.forEach(error -> isClean("an error", error));
        assertThat(told).as("errors that were looked at").hasSizeGreaterThan(10);
    }

    private void storeSecrets(String access) {
        client.send(
                        "PUT",
                        "/api/v1/auth/provider-keys/openai",
                        access,
                        "{\"api_key\":\"" + canary("provider key") + "\"}")
                .expect(200);
        note(client.send(
                "PUT",
                "/api/v1/auth/provider-keys/openai",
                access,
                "{\"api_key\":[\"" + canary("provider key") + "\"]}"));
        note(client.send(
                "PUT",
                "/api/v1/auth/node",
                access,
                "{\"url\":\"nowhere\",\"username\":\"u\",\"password\":\"" + canary("own node's password") + "\"}"));
    }

    private void ask(String key, String model, List<String> scripts) {
        for (var script : scripts) {
            ask(key, model, script, true);
            ask(key, model, script, false);
        }
    }

    private void ask(String key, String model, String script, boolean stream) {
        var body = """
                {"model":"%s","stream":%s,"user":"mock:%s","messages":[{"role":"system","content":"%s"},
                {"role":"assistant","content":"%s"},{"role":"user","content":"%s"}],
                "tools":[{"type":"function","function":{"name":"f","description":"%s"}}]}""".formatted(
                model, stream, script, canary("system text"), canary("answer"), canary("prompt"), canary("tool"));
        note(client.send("POST", "/v1/chat/completions", key, body));
        note(client.send("POST", "/v1/chat/completions", key, body.substring(0, body.length() - 2)));
    }

    private void note(Client.Answer answer) {
        if (answer.status() >= 400) {
            told.add(answer.body());
        }
    }

    private String canary(String name) {
        return canaries.getOrDefault(name, "");
    }

    private void isClean(String where, String text) {
        canaries.forEach((name, canary) ->
                assertThat(text.contains(canary)).as("%s in %s", name, where).isFalse());
    }

    private Map<String, String> logs() {
        try (var files = Files.list(suite.home().resolve("logs"))) {
            var logs = new LinkedHashMap<String, String>();
            for (var file : files.toList()) {
                logs.put(file.getFileName().toString(), Files.readString(file));
            }
            assertThat(logs).containsKeys("chat-relay-service.log", "gateway-service.log", "auth-service.log");
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> managementPorts() {
        return suite.environment().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_MANAGEMENT_PORT"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private String metrics(String port) {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .build())
                .expect(200)
                .body();
    }

    private String secret(String name) {
        try {
            return Files.readString(suite.home().resolve("secrets").resolve(name))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
