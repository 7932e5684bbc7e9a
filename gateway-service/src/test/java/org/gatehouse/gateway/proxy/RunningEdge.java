package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawOrigin;
import org.gatehouse.testing.net.RawResponse;

/** A real edge on a free port, with a policy that a test scripts. */
final class RunningEdge implements AutoCloseable {

    static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    /** RFC 6455, section 1.3. */
    static final String HANDSHAKE = """
            GET /ws HTTP/1.1\r
            Host: here\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """;

    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /** What an upstream answers to it. */
    static final String SWITCH = """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: %s\r
            \r
            """.formatted(ACCEPT);

    private final EmbeddedServer server;

    RunningEdge() {
        this(Map.of());
    }

    RunningEdge(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "spec", "edge",
                "micronaut.server.port", -1,
                "endpoints.all.port", -1,
                "gatehouse.guard.linger", "200ms",
                "gatehouse.client.secret", "0123456789abcdef0123456789abcdef"));
        all.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    EmbeddedServer server() {
        return server;
    }

    ScriptedPolicy policy() {
        return server.getApplicationContext().getBean(ScriptedPolicy.class);
    }

    RecordedExchanges log() {
        return server.getApplicationContext().getBean(RecordedExchanges.class);
    }

    LocalPagesController pages() {
        return server.getApplicationContext().getBean(LocalPagesController.class);
    }

    RunningEdge inFrontOf(RawOrigin... origins) {
        policy().forwardTo(List.of(origins).stream().map(RawOrigin::uri).toArray(URI[]::new));
        return this;
    }

    int port() {
        return server.getPort();
    }

    RawConnection connect() {
        return RawHttp.connect(port());
    }

    RawResponse exchange(String request) {
        return RawHttp.exchange(port(), request);
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n";
    }

    static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    /** An origin that answers every request on every connection with 200 and the request's own path. */
    static RawOrigin naming() {
        return RawOrigin.start((connection, number) -> {
            while (true) {
                var head = connection.readHead();
                var path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
                var length = RawOrigin.contentLength(head);
                var body = new String(connection.readBytes(length), ISO_8859_1);
                var answer = path + body;
                connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + answer.length() + "\r\n\r\n" + answer);
            }
        });
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
