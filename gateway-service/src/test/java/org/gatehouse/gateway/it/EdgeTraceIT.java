package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.TestKeys;
import org.gatehouse.testing.trace.CollectedSpan;
import org.gatehouse.testing.trace.TraceCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One trace for each request, from the edge on, and what a collector is told of it. */
class EdgeTraceIT {

    private static final String THEIRS = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + THEIRS + "-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "00-" + THEIRS + "-b7ad6b7169203331-00";
    private static final Map<String, Object> BELIEVING = Map.of("gatehouse.traces.callers", "127.0.0.0/8");

    private final TraceCollector collector = TraceCollector.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    private RunningEdge tracing(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("gatehouse.tracing.endpoint", collector.endpoint());
        return RunningEdge.start(all);
    }

    private static String chat(RunningEdge edge, String... headers) {
        var token = edge.auth().issuer().userToken(UUID.randomUUID(), "execute");
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return String.valueOf(edge.send("POST", "/v1/chat/completions", all).statusCode());
    }

    private static List<String> sentToRelay(RunningEdge edge, String header) {
        return edge.relay().seen().getLast().header(header);
    }

    private CollectedSpan server() {
        return collector.await(span -> span.kind().equals("SERVER"));
    }

    private CollectedSpan client() {
        return collector.await(span -> span.kind().equals("CLIENT"));
    }

    @Test
    void tellsWhatCameInAndWhoWasAsked() {
        try (var edge = tracing(Map.of())) {
            assertThat(chat(edge, "x-request-id", "mine")).isEqualTo("200");

            var server = server();
            assertThat(server.service()).isEqualTo("gateway-service");
            assertThat(server.name()).isEqualTo("POST inference");
            assertThat(server.parentSpanId()).isEmpty();
            assertThat(server.events()).containsExactly("first_byte");
            assertThat(server.failed()).isFalse();
            assertThat(server.attributes())
                    .containsEntry("http.request.method", "POST")
                    .containsEntry("url.path", "/v1/chat/completions")
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("gatehouse.route", "inference")
                    .containsEntry("gatehouse.request_id", "mine")
                    .containsEntry("client.address", "127.0.0.1");
            var client = client();
            assertThat(client.isChildOf(server)).isTrue();
            assertThat(client.attributes())
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) edge.relay().address().getPort())
                    .containsEntry("http.response.status_code", 200L);
            assertThat(sentToRelay(edge, "traceparent"))
                    .containsExactly("00-" + server.traceId() + "-" + client.spanId() + "-03");
        }
    }

    @Test
    void neitherContinuesNorObeysWhatAnybodySends() {
        try (var edge = tracing(Map.of())) {
            chat(edge, "traceparent", UNSAMPLED, "tracestate", "foo=1");

            assertThat(server().traceId()).isNotEqualTo(THEIRS);
            assertThat(server().links()).containsExactly(THEIRS);
            assertThat(sentToRelay(edge, "tracestate")).isEmpty();
        }
    }

    @Test
    void cannotBeMadeToRecordFromOutside() {
        try (var edge = tracing(Map.of("gatehouse.tracing.sampler", "parentbased_always_off"))) {
            chat(edge, "traceparent", SAMPLED);

            assertThat(sentToRelay(edge, "traceparent"))
                    .singleElement()
                    .asString()
                    .endsWith("-02");
        }
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void goesOnWithTheTracesOfCallersThatAreNamed() {
        try (var edge = tracing(BELIEVING)) {
            chat(edge, "traceparent", UNSAMPLED);
            chat(edge, "traceparent", SAMPLED, "tracestate", "foo=1");

            assertThat(server().traceId()).isEqualTo(THEIRS);
            assertThat(server().parentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(sentToRelay(edge, "tracestate")).containsExactly("foo=1");
            assertThat(collector.await(2, span -> true)).hasSize(2);
        }
    }

    private static String nowhere() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void tellsEachAttempt() throws IOException {
        var nobody = nowhere() + "," + nowhere();
        try (var edge = tracing(Map.of("gatehouse.services.chat-relay-service.url", nobody))) {
            assertThat(chat(edge)).isEqualTo("503");

            var attempts = collector.await(2, span -> span.kind().equals("CLIENT"));
            assertThat(attempts).allMatch(CollectedSpan::failed).allMatch(span -> span.isChildOf(server()));
            assertThat(attempts)
                    .extracting(span -> span.attributes().get("error.type"))
                    .containsOnly("refused");
            assertThat(attempts)
                    .extracting(span -> "http://" + span.attributes().get("server.address") + ":"
                            + span.attributes().get("server.port"))
                    .containsExactlyInAnyOrder(nobody.split(","));
            assertThat(attempts)
                    .filteredOn(span -> span.attributes().containsKey("http.request.resend_count"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes()).containsEntry("http.request.resend_count", 1L));
            assertThat(server().failed()).isTrue();
            assertThat(server().attributes()).containsEntry("error.type", "503");
        }
    }

    @Test
    void tellsThatAClientLeft() throws Exception {
        var left = new CountDownLatch(1);
        try (var edge = tracing(Map.of());
                var http = HttpClient.newHttpClient()) {
            edge.relay().on("/v1/chat/completions", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
                await(left);
            });
            var token = edge.auth().issuer().userToken(UUID.randomUUID(), "execute");
            var stream = http.send(
                    edge.request("POST", "/v1/chat/completions", "Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofInputStream());
            stream.body().close();

            assertThat(server().failed()).isTrue();
            assertThat(server().attributes())
                    .containsEntry("error.type", "client_gone")
                    .containsEntry("http.response.status_code", 200L);
            assertThat(client().attributes()).containsEntry("error.type", "client_gone");
        } finally {
            left.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsItsOwnPagesOnce() {
        try (var edge = tracing(Map.of())) {
            edge.send("GET", "/health");
            edge.send("GET", "/nowhere");

            assertThat(collector.await(2, span -> true))
                    .extracting(CollectedSpan::name)
                    .containsExactly("GET page-health", "GET none");
        }
    }

    @Test
    void holdsNoCredentialWhereverItWasPut() {
        var key = TestKeys.fresh();
        try (var edge = tracing(Map.of())) {
            edge.send("GET", "/v1/models/" + key + "?key=" + key, "x-api-key", key, "x-request-id", key);
            chat(edge, "x-request-id", "last");

            collector.await(span -> "last".equals(span.attributes().get("gatehouse.request_id")));
            assertThat(collector.spans()).hasSizeGreaterThan(2);
            assertThat(collector.find(key.substring(10))).isEmpty();
            assertThat(collector.find("Bearer")).isEmpty();
        }
    }

    @Test
    void servesOnWhenNobodyCollects() {
        collector.close();
        try (var edge = tracing(Map.of())) {
            for (int i = 0; i < 50; i++) {
                assertThat(chat(edge)).isEqualTo("200");
            }
            assertThat(edge.management("/metrics")).contains("gatehouse_trace_spans_total{outcome=\"refused\"}");
        }
    }
}
