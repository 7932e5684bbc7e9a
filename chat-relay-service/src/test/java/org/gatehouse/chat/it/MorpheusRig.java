package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatehouse.chat.model.FeedRuns;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.morpheus.MorpheusProcess;
import org.gatehouse.testing.morpheus.NodeControl;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A relay that can be killed and started again, in front of a Morpheus node that runs as a process of its own. */
final class MorpheusRig implements AfterAllCallback {

    static final String LLAMA = "llama";
    static final String MISTRAL = "mistral";

    private final TestIssuer issuer = TestIssuer.start();
    private final CatalogueStub catalogue = CatalogueStub.start();
    private final MorpheusProcess node = MorpheusProcess.start();
    private final VaultStub vault = VaultStub.start();
    private final Map<String, Object> properties;
    private final UUID account = UUID.randomUUID();
    private final int managementPort = RelayRig.freePort();
    private EmbeddedServer server;

    private MorpheusRig(Map<String, Object> settings) {
        catalogue.serveModels(
                LLAMA + " mor " + MorpheusNode.LLAMA,
                MISTRAL + " mor " + MorpheusNode.MISTRAL,
                "embedder mor " + MorpheusNode.EMBEDDER,
                "bidless mor " + MorpheusNode.BIDLESS);
        properties = new HashMap<>(issuer.properties());
        properties.putAll(Map.of(
                "micronaut.server.port",
                -1,
                "endpoints.all.port",
                managementPort,
                "gatehouse.client.secret",
                "a-secret-of-thirty-two-characters",
                "gatehouse.catalog.urls",
                catalogue.url(),
                "gatehouse.vault.urls",
                vault.url(),
                "gatehouse.catalog.refresh-first",
                "1h"));
        properties.putAll(Map.of(
                "gatehouse.upstreams.mor.kind", "morpheus",
                "gatehouse.upstreams.mor.base-url", node.baseUrl().toString(),
                "gatehouse.upstreams.mor.api-key", MorpheusNode.GATEWAY,
                "gatehouse.upstreams.mor.pool-size", "3",
                "gatehouse.upstreams.mor.queue-deadline", "10s",
                "gatehouse.upstreams.mor.rest-after-cancel", "500ms",
                "gatehouse.upstreams.mor.rest-after-failure", "1s",
                "gatehouse.upstreams.mor.nonce-pause", "1s"));
        properties.putAll(settings);
        server = run();
    }

    static MorpheusRig start() {
        return new MorpheusRig(Map.of());
    }

    static MorpheusRig start(Map<String, Object> settings) {
        return new MorpheusRig(settings);
    }

    private EmbeddedServer run() {
        var started = ApplicationContext.run(EmbeddedServer.class, properties);
        FeedRuns.once(started.getApplicationContext());
        return started;
    }

    /** Kills the relay and starts it again: it knows nothing but what the node tells. */
    void restart() {
        server.close();
        server = run();
    }

    /** A second relay in front of the same node. */
    EmbeddedServer replica(Map<String, Object> settings) {
        var own = new HashMap<>(properties);
        own.put("endpoints.all.port", RelayRig.freePort());
        own.putAll(settings);
        var started = ApplicationContext.run(EmbeddedServer.class, own);
        FeedRuns.once(started.getApplicationContext());
        return started;
    }

    /** A fresh node and a relay that knows no session. */
    void clean() {
        server.close();
        control().reset();
        server = run();
    }

    VaultStub vault() {
        return vault;
    }

    NodeControl control() {
        return node.control();
    }

    /** What the relay has told the catalogue of its upstreams. */
    List<CatalogueStub.Reported> reports() {
        return catalogue.reports();
    }

    String metrics() {
        try (RawConnection connection =
                RawHttp.connect(managementPort).send("GET /metrics HTTP/1.1\r\nHost: relay\r\n\r\n")) {
            return connection.readResponse().body();
        }
    }

    RawResponse chat(String model, boolean stream, String script) {
        try (RawConnection connection =
                send(server.getPort(), RelayRig.CHAT, RelayRig.body(model, stream, "mock:" + script))) {
            return connection.readResponse();
        }
    }

    RawResponse post(String path, String body) {
        try (RawConnection connection = send(server.getPort(), path, body)) {
            return connection.readResponse();
        }
    }

    RawResponse postAs(String path, String body, String token) {
        try (RawConnection connection = send(server.getPort(), path, body, token)) {
            return connection.readResponse();
        }
    }

    private String byTheEdge() {
        return issuer.edgeLine("chat-relay-service");
    }

    String tokenOf(UUID user) {
        return issuer.userToken(user, "execute");
    }

    String token(String... permissions) {
        return issuer.userToken(account, permissions);
    }

    /** An administrator who has just shown the second factor. */
    String steppedUp() {
        return issuer.steppedUpToken(account, "read", "write", "execute", "admin");
    }

    RawConnection begin(String model, boolean stream, String script) {
        return send(server.getPort(), RelayRig.CHAT, RelayRig.body(model, stream, "mock:" + script));
    }

    RawConnection send(int port, String path, String body) {
        return send(port, path, body, token("read", "write", "execute"));
    }

    private RawConnection send(int port, String path, String body, String token) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + byTheEdge() + "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return RawHttp.connect(port).send(head).send(bytes);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().isMemberClass()) {
            return; // the end of a nested class is not the end
        }
        server.close();
        node.close();
        vault.close();
        catalogue.close();
        issuer.close();
    }
}
