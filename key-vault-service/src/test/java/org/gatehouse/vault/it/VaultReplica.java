package org.gatehouse.vault.it;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/** One running vault on a port of its own, and plain HTTP to it. */
public final class VaultReplica implements AutoCloseable {

    public static final String MASTER_KEY = "test:MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestIssuer issuer;
    private final EmbeddedServer server;

    private VaultReplica(TestIssuer issuer, Map<String, Object> properties) {
        this.issuer = issuer;
        this.server = ApplicationContext.run(EmbeddedServer.class, properties);
    }

    public static VaultReplica start(PostgresDatabase database, TestIssuer issuer) {
        return start(database, issuer, Map.of());
    }

    public static VaultReplica start(PostgresDatabase database, TestIssuer issuer, Map<String, ?> more) {
        Map<String, Object> properties = new HashMap<>();
        properties.putAll(database.properties());
        properties.putAll(issuer.properties());
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.all.port", -1);
        properties.put("gatehouse.client.secret", "a-client-secret-for-tests-of-32-chars");
        properties.put("gatehouse.vault.local.master-keys", MASTER_KEY);
        properties.putAll(more);
        return new VaultReplica(issuer, properties);
    }

    public record Answer(int status, String body, HttpResponse<String> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public URI address() {
        return server.getURI();
    }

    public Answer post(String path, @Nullable String token, String body) {
        return send("POST", path, token, body);
    }

    public Answer get(String path, @Nullable String token) {
        return send("GET", path, token, null);
    }

    public Answer delete(String path, @Nullable String token) {
        return send("DELETE", path, token, null);
    }

    public Answer send(String method, String path, @Nullable String token, @Nullable String body) {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    /** As the edge sends it on. */
    public Answer send(HttpRequest request) {
        return sendPlain(issuer.byTheEdge(request, "key-vault-service"));
    }

    /** As it stands. */
    public Answer sendPlain(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
