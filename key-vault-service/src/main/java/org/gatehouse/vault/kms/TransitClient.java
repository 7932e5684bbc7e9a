package org.gatehouse.vault.kms;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.jspecify.annotations.Nullable;

/** One exchange with Vault's HTTP API: JSON both ways, limits on time and size, no redirects. */
final class TransitClient implements AutoCloseable {

    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final String base;
    private final Duration timeout;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TransitClient(TransitConfig config, JsonMapper json) {
        this.base = ServiceUrl.require("GATEHOUSE_VAULT_TRANSIT_ADDRESS", config.address())
                .toString();
        this.timeout = config.timeout();
        this.json = json;
    }

    /** The answer as it came; the body is a null node when it is empty. */
    record Answer(int status, JsonNode body) {

        boolean isOk() {
            return status >= 200 && status < 300;
        }

        String errors() {
            JsonNode errors = body.get("errors");
            return "status " + status + (errors == null ? "" : " " + errors.getValue());
        }
    }

    Answer get(String path, String token) {
        return send(path, HttpRequest.newBuilder().GET(), token);
    }

    Answer post(String path, Map<String, Object> body, @Nullable String token) {
        try {
            return send(
                    path,
                    HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))),
                    token);
        } catch (IOException impossible) {
            throw new IllegalStateException("a map of texts could not be written as JSON", impossible);
        }
    }

    private Answer send(String path, HttpRequest.Builder request, @Nullable String token) {
        request.uri(URI.create(base + "/v1/" + path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("X-Vault-Request", "true");
        if (token != null) {
            request.header("X-Vault-Token", token);
        }
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
            return new Answer(response.statusCode(), parse(response));
        } catch (IOException failure) {
            throw KeyServiceUnavailable.passing(
                    "Vault at " + base + " cannot be reached: " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw KeyServiceUnavailable.lasting("interrupted while waiting for Vault", stopped);
        }
    }

    private JsonNode parse(HttpResponse<byte[]> response) throws IOException {
        if (response.body().length == 0) {
            return JsonNode.nullNode();
        }
        try {
            JsonNode body = json.readValue(response.body(), JsonNode.class);
            return body == null ? JsonNode.nullNode() : body;
        } catch (IOException garbage) {
            throw new IOException("its answer with status " + response.statusCode() + " is not JSON");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
