package org.gatehouse.chat.it;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.gatehouse.chat.model.FeedRuns;
import org.gatehouse.chat.target.RetryBudget;
import org.gatehouse.chat.upstream.Upstreams;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.gatehouse.testing.upstream.UpstreamProcess;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The relay over real sockets, with an issuer, a catalogue and an upstream that runs as a process of its own. */
public final class RelayRig implements AfterAllCallback {

    static final String CHAT = "/v1/chat/completions";

    private final TestIssuer issuer = TestIssuer.start();
    private final CatalogueStub catalogue = CatalogueStub.start();
    private final UpstreamProcess upstream = UpstreamProcess.start();
    private final EmbeddedServer server;
    private final UUID account = UUID.randomUUID();

    private RelayRig(Map<String, Object> settings) {
        catalogue.serveModels(
                "mock/large mock up/large Big",
                "hasty hasty up/hasty",
                "refusing refusing x",
                "broken/model mock up/broken",
                "claude anthropic up/claude",
                "mock/embedder mock up/embedder",
                "keyed keyed up/keyed",
                "keyed-claude keyed-anthropic up/claude",
                "hasty-claude hasty-anthropic up/claude",
                "answering responding up/answering",
                "hasty-answering hasty-responding up/answering",
                "gatehouse/echo echo echo",
                "nowhere missing x");
        var properties = new HashMap<String, Object>(issuer.properties());
        properties.putAll(Map.of(
                "micronaut.server.port", -1,
                "endpoints.all.port", freePort(),
                "gatehouse.client.secret", "a-secret-of-thirty-two-characters",
                "gatehouse.catalog.urls", catalogue.url(),
                "gatehouse.catalog.refresh-first", "1h",
                "gatehouse.relay.keep-alive", "1500ms",
                "gatehouse.echo.token-delay", "5ms"));
        properties.putAll(Map.of(
                "gatehouse.upstreams.mock.base-url", upstream.baseUrl().toString(),
                "gatehouse.upstreams.mock.api-key", "sk-upstream-secret",
                "gatehouse.upstreams.hasty.base-url", upstream.baseUrl().toString(),
                "gatehouse.upstreams.hasty.first-token-timeout", "1s",
                "gatehouse.upstreams.hasty.between-tokens-timeout", "1s",
                "gatehouse.upstreams.hasty.total-timeout", "3s",
                "gatehouse.upstreams.anthropic.kind", "anthropic",
                "gatehouse.upstreams.anthropic.base-url", upstream.baseUrl().toString(),
                "gatehouse.upstreams.anthropic.api-key", "sk-ant-upstream-secret"));
        properties.putAll(Map.of(
                "gatehouse.upstreams.hasty-anthropic.kind", "anthropic",
                "gatehouse.upstreams.hasty-anthropic.base-url",
                        upstream.baseUrl().toString(),
                "gatehouse.upstreams.hasty-anthropic.api-key", "sk-ant-upstream-secret",
                "gatehouse.upstreams.hasty-anthropic.first-token-timeout", "1s",
                "gatehouse.upstreams.hasty-anthropic.between-tokens-timeout", "1s",
                "gatehouse.upstreams.hasty-anthropic.total-timeout", "3s",
                "gatehouse.upstreams.responding.base-url", upstream.baseUrl().toString(),
                "gatehouse.upstreams.responding.via", "responses",
                "gatehouse.upstreams.refusing.base-url", "http://127.0.0.1:" + freePort() + "/v1"));
        properties.putAll(Map.of(
                "gatehouse.upstreams.hasty-responding.base-url",
                upstream.baseUrl().toString(),
                "gatehouse.upstreams.hasty-responding.via",
                "responses"));
        properties.putAll(Map.of(
                "gatehouse.vault.urls", catalogue.url(),
                "gatehouse.vault.keep", "200ms",
                "gatehouse.upstreams.keyed.base-url", upstream.baseUrl().toString(),
                "gatehouse.upstreams.keyed.api-key", "sk-operator",
                "gatehouse.upstreams.keyed.user-keys", "openai",
                "gatehouse.upstreams.keyed-anthropic.kind", "anthropic",
                "gatehouse.upstreams.keyed-anthropic.base-url",
                        upstream.baseUrl().toString(),
                "gatehouse.upstreams.keyed-anthropic.api-key", "sk-ant-operator",
                "gatehouse.upstreams.keyed-anthropic.user-keys", "anthropic"));
        properties.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, properties);
        FeedRuns.once(server.getApplicationContext());
        // The first call pays for loading both processes; time limits are not tested on that.
        chat(body("mock/large", true, ""));
        awaitTheFirstLine();
    }

    /** The line of the first call is written before what it held is given back; no test shall take it for its own. */
    private void awaitTheFirstLine() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (memory().held() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    static RelayRig start() {
        return new RelayRig(Map.of());
    }

    static RelayRig start(Map<String, Object> settings) {
        return new RelayRig(settings);
    }

    int port() {
        return server.getPort();
    }

    TestIssuer issuer() {
        return issuer;
    }

    UpstreamProcess upstream() {
        return upstream;
    }

    CatalogueStub catalogue() {
        return catalogue;
    }

    void readCatalogue() {
        FeedRuns.once(server.getApplicationContext());
    }

    /** Lets this many more requests be asked a second time. */
    void allowRetries(int retries) {
        RetryBudget budget = server.getApplicationContext().getBean(RetryBudget.class);
        IntStream.range(0, 5 * retries).forEach(saved -> budget.request());
    }

    /** Whether the settings have made an upstream of this name. */
    boolean hasUpstream(String name) {
        return server.getApplicationContext()
                .getBean(Upstreams.class)
                .find(name)
                .isPresent();
    }

    /** What is held of memory for bodies and answers, and what was refused. */
    ByteBudget memory() {
        return server.getApplicationContext().getBean(ByteBudget.class);
    }

    /** A meter's measured value, under the name that the code gives it. */
    double meter(String name, String... tags) {
        return server.getApplicationContext()
                .getBean(MeterRegistry.class)
                .get(name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    /** A token of an account that nobody else has. */
    String freshToken() {
        return issuer.userToken(UUID.randomUUID(), "execute");
    }

    /** What the edge introduces itself by. */
    String edgeToken() {
        return issuer.edgeToken("chat-relay-service");
    }

    /** The line by which the edge introduces itself. */
    String byTheEdge() {
        return issuer.edgeLine("chat-relay-service");
    }

    String token() {
        return issuer.userToken(account, "read", "write", "execute");
    }

    RawResponse chat(String body) {
        return chat(body, token());
    }

    RawResponse chat(String body, String token) {
        try (RawConnection connection = send(CHAT, body, token)) {
            return connection.readResponse();
        }
    }

    RawResponse ask(String method, String path) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: relay\r\n" + byTheEdge() + "Authorization: Bearer "
                + token() + "\r\n\r\n";
        try (RawConnection connection = RawHttp.connect(port()).send(head)) {
            return connection.readResponse();
        }
    }

    RawResponse post(String path, String body) {
        try (RawConnection connection = send(path, body)) {
            return connection.readResponse();
        }
    }

    /** Sends a request and leaves the reading to the caller. */
    RawConnection send(String path, String body) {
        return send(path, body, token());
    }

    RawConnection send(String path, String body, String token) {
        return send(path, body.getBytes(StandardCharsets.UTF_8), token);
    }

    RawConnection send(String path, byte[] bytes, String token) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + byTheEdge() + "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return RawHttp.connect(port()).send(head).send(bytes);
    }

    /** A chat request; the script goes in the field user, which passes through. */
    static String body(String model, boolean stream, String script) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"user\":\"" + script
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say something\"}]}";
    }

    /** The lines of a stream's events. */
    static List<String> events(RawResponse response) {
        return response.body()
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith(":"))
                .toList();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        upstream.close();
        catalogue.close();
        issuer.close();
    }
}
