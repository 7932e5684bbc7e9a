package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.OK;
import static org.gatehouse.gateway.proxy.RunningEdge.get;
import static org.gatehouse.gateway.proxy.RunningEdge.post;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The parts of HTTP/1.1 in which proxies go wrong. */
class EdgeHttpIT {

    private final RunningEdge edge = new RunningEdge();
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        edge.close();
    }

    private RawOrigin answering(String response) {
        return RawOrigin.start((connection, number) -> {
            while (true) {
                var head = connection.readHead();
                heads.add(head);
                connection.readBytes(RawOrigin.contentLength(head));
                connection.send(response);
            }
        });
    }

    private String seenByOrigin() throws InterruptedException {
        return String.valueOf(heads.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void trustHeadersOfAClientNeverReachAnUpstream() throws Exception {
        try (var origin = answering(OK)) {
            edge.inFrontOf(origin).exchange("""
                    GET /a HTTP/1.1\r
                    Host: public.example:8080\r
                    Authorization: Bearer theirs\r
                    X-User-Id: 1\r
                    X-Roles: admin\r
                    X-Tenant: t\r
                    X-Foo: 1\r
                    X-Forwarded-For: 1.2.3.4\r
                    X-Forwarded-Host: evil\r
                    Forwarded: for=1.2.3.4\r
                    X-Real-Ip: 1.2.3.4\r
                    X-Api-Key: key\r
                    Cookie: a=b\r
                    Connection: X-Foo, keep-alive\r
                    Proxy-Authorization: Basic x\r
                    TE: trailers\r
                    Keep-Alive: timeout=5\r
                    Upgrade: h2c\r
                    Accept: text/event-stream\r
                    OpenAI-Organization: org\r
                    X-Stainless-Lang: java\r
                    anthropic-version: 2023-06-01\r
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r
                    tracestate: foo=1\r
                    X-Request-Id: mine-1\r
                    \r
                    """);
            var head = seenByOrigin().toLowerCase(Locale.ROOT);

            assertThat(head).containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-02\r\n");
            assertThat(head).doesNotContain("0af7651916cd43dd8448eb211c80319c");
            assertThat(head.lines().skip(1).filter(line -> !line.isEmpty() && !line.startsWith("traceparent: ")))
                    .containsExactlyInAnyOrder(
                            "accept: text/event-stream",
                            "openai-organization: org",
                            "x-stainless-lang: java",
                            "anthropic-version: 2023-06-01",
                            "authorization: bearer ours",
                            "x-request-id: mine-1",
                            "x-forwarded-for: 127.0.0.1",
                            "x-forwarded-proto: http",
                            "x-forwarded-host: public.example:8080",
                            "host: 127.0.0.1:" + origin.port());
        }
    }

    @Test
    void whatBelongsToTheUpstreamsConnectionStaysThere() {
        try (var origin = answering(
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: x-hop, keep-alive\r\nx-hop: 1\r\n"
                        + "keep-alive: timeout=5\r\nproxy-authenticate: Basic\r\nupgrade: h2c\r\ntrailer: x\r\nrequest-id: 1\r\nrequest-id: 2\r\nx-end: 2\r\n\r\nok")) {
            var response = edge.inFrontOf(origin).exchange(get("/a"));

            for (var name :
                    new String[] {"connection", "x-hop", "keep-alive", "proxy-authenticate", "upgrade", "trailer"}) {
                assertThat(response.header(name)).as(name).isEmpty();
            }
            assertThat(response.header("x-end")).contains("2");
            assertThat(response.header("x-request-id")).isPresent();
            assertThat(response.headers("request-id"))
                    .containsExactly(response.header("x-request-id").orElseThrow());
            assertThat(response.header("x-content-type-options")).contains("nosniff");
            assertThat(response.header("x-gateway-overhead-ms").orElseThrow()).matches("\\d+\\.\\d{3}");
        }
    }

    @Test
    void ourOwnPagesCarryTheSameHeaders() {
        var response = edge.exchange("GET /local/hello HTTP/1.1\r\nHost: here\r\nX-Request-Id: mine-2\r\n\r\n");

        assertThat(response.header("x-gateway-overhead-ms")).isPresent();
        assertThat(response.headers("x-request-id")).containsExactly("mine-2");
        var logged = edge.log().next();
        assertThat(logged.outcome()).isEqualTo(Outcome.LOCAL);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.requestId()).isEqualTo("mine-2");
    }

    @Test
    void aHeadAnswerHasNoBodyAndTheConnectionGoesOn() {
        try (var origin = RawOrigin.start((connection, number) -> {
                    while (true) {
                        var toHead = connection.readHead().startsWith("HEAD");
                        connection.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n" + (toHead ? "" : "ok"));
                    }
                });
                var client = edge.inFrontOf(origin).connect()) {
            var head = client.send("HEAD /a HTTP/1.1\r\nHost: here\r\n\r\n").readResponseToHead();

            assertThat(head.header("content-length")).contains("2");
            assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
            assertThat(client.send("HEAD /refused HTTP/1.1\r\nHost: here\r\n\r\n")
                            .readResponseToHead()
                            .status())
                    .isEqualTo(403);
            assertThat(client.send(get("/local/hello")).readResponse().body()).isEqualTo("hello");
        }
    }

    @Test
    void aClientThatExpectsContinueGetsItOnceItsRequestMayProceed() {
        try (var origin = RunningEdge.naming();
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            client.send("body");

            assertThat(client.readResponse().body()).isEqualTo("/abody");
            client.send("POST /refused HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            var refused = client.readResponse();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("connection")).contains("close");
            assertThat(client.closesWithin(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    void aChunkedUploadIsPassedOnInChunksWithoutItsTrailers() throws Exception {
        var body = new CompletableFuture<String>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    heads.add(connection.readHead());
                    var text = new StringBuilder();
                    for (var line = connection.readLine(); !line.equals("0"); line = connection.readLine()) {
                        text.append(connection.readLine());
                    }
                    body.complete(text + "|" + connection.readLine());
                    connection.send(OK).readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\nTrailer: X-User-Id\r\n\r\n")
                    .sendChunk("abc")
                    .sendChunk("def")
                    .send("0\r\nX-User-Id: 1\r\n\r\n");

            assertThat(client.readResponse().body()).isEqualTo("ok");
            assertThat(body.get(5, TimeUnit.SECONDS)).isEqualTo("abcdef|");
            assertThat(seenByOrigin()).containsIgnoringCase("transfer-encoding: chunked");
        }
    }

    @Test
    void whatAnUpstreamSaysBeforeAndAfterItsAnswerStaysWithTheEdge() {
        try (var origin = answering("""
                        HTTP/1.1 100 Continue\r
                        \r
                        HTTP/1.1 103 Early Hints\r
                        link: </x>\r
                        \r
                        HTTP/1.1 200 OK\r
                        transfer-encoding: chunked\r
                        trailer: x-roles\r
                        \r
                        2\r
                        ok\r
                        0\r
                        x-roles: admin\r
                        \r
                        """);
                var client = edge.inFrontOf(origin).connect()) {
            client.send(get("/a"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").doesNotContain("link:", "trailer:");
            assertThat(client.readLine()).isEqualTo("2");
            assertThat(client.readLine()).isEqualTo("ok");
            assertThat(client.readLine()).isEqualTo("0");
            assertThat(client.readLine()).as("no trailer").isEmpty();
            assertThat(client.send(get("/b")).readResponse().body()).isEqualTo("ok");
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void anHttp10ClientGetsABodyThatEndsWithTheConnection() {
        try (var origin = answering("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
                var client = edge.inFrontOf(origin).connect()) {
            var response = client.send("GET /a HTTP/1.0\r\nHost: here\r\nConnection: keep-alive\r\n\r\n")
                    .readResponse();

            assertThat(response.header("transfer-encoding")).isEmpty();
            assertThat(response.body()).isEqualTo("ok");
        }
    }

    @Test
    void connectionCloseIsHonoured() {
        try (var origin = RunningEdge.naming();
                var client = edge.inFrontOf(origin).connect()) {
            var response = client.send("GET /a HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n" + get("/b"))
                    .readResponse();

            assertThat(response.body()).isEqualTo("/a");
            assertThat(response.header("connection")).contains("close");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void connectionsToTheUpstreamAreReused() {
        try (var origin = RunningEdge.naming();
                var client = edge.inFrontOf(origin).connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(post("/a", "x")).readResponse().body()).isEqualTo("/ax");
            }
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerBeforeTheUploadsEndIsPassedOnAndTheConnectionGoesOn() {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
                    connection.readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 50000\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(413);
            client.send("x".repeat(50_000) + get("/local/hello"));

            assertThat(client.readResponse().body()).isEqualTo("hello");
        }
    }
}
