package org.gatehouse.catalog.it;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;

/** The whole service on free ports, and a client that speaks to it over real sockets. */
final class RunningCatalog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedServer server;
    private final TestIssuer issuer;
    private final int managementPort = freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    RunningCatalog(TestIssuer issuer, PostgresDatabase database, Map<String, ?> settings) {
        this.issuer = issuer;
        var all = new HashMap<String, Object>(issuer.properties());
        all.putAll(database.properties());
        all.put("micronaut.server.port", -1);
        all.put("endpoints.all.port", managementPort);
        all.put("gatehouse.client.secret", "a-secret-of-the-catalogue-with-42-letters!");
        all.put("gatehouse.catalog.refresh.interval", "200ms");
        all.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    String userToken() {
        return issuer.userToken(UUID.randomUUID(), "read");
    }

    String feedToken() {
        return issuer.serviceToken("chat-relay-service", "model-catalog-service");
    }

    HttpResponse<String> get(String path, String token, String... headers) {
        var request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    String adminToken() {
        return issuer.user(UUID.randomUUID(), "read", "write", "execute", "admin")
                .claim("roles", List.of("admin"))
                .sign();
    }

    HttpResponse<String> call(String method, String path, String body) {
        return send(HttpRequest.newBuilder(at(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<InputStream> stream(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token);
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    HttpResponse<String> health(String path) {
        var uri = URI.create("http://127.0.0.1:" + managementPort + path);
        return send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build());
    }

    /** Asks again and again until the answer fits: for what the service does on its own time. */
    HttpResponse<String> until(String path, String token, Predicate<HttpResponse<String>> fits) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var response = get(path, token);
            if (fits.test(response)) {
                return response;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + response.statusCode() + " " + response.body());
            }
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }

    /** As the edge sends it on. */
    HttpResponse<String> send(HttpRequest request) {
        return sendPlain(issuer.byTheEdge(request, "model-catalog-service"));
    }

    /** As it stands. */
    HttpResponse<String> sendPlain(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
