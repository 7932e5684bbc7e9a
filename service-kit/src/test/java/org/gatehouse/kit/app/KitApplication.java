package org.gatehouse.kit.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The test application on a real port, trusting a {@link TestIssuer}. */
public final class KitApplication implements BeforeAllCallback, AutoCloseable {

    public static final String SERVICE = "kit-test-service";

    private final TestIssuer issuer = TestIssuer.start();
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private KitApplication(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(issuer.properties());
        all.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    public static KitApplication started() {
        return new KitApplication(Map.of());
    }

    public static KitApplication startedWith(Map<String, Object> settings) {
        return new KitApplication(settings);
    }

    public TestIssuer issuer() {
        return issuer;
    }

    public int port() {
        return server.getPort();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** As the edge sends it. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return sendPlain(issuer.byTheEdge(request.build(), SERVICE));
    }

    /** As it stands. */
    public HttpResponse<String> sendPlain(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lives as long as the outermost test class, also when its nested classes come and go. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(ExtensionContext.Namespace.create(KitApplication.class))
                .getOrComputeIfAbsent(this, self -> self);
    }

    @Override
    public void close() {
        http.close();
        server.close();
        issuer.close();
    }
}
