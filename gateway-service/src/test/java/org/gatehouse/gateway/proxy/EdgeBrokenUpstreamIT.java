package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.OK;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.net.URI;
import java.time.Duration;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.testing.net.RawOrigin;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that refuse, garble, stall and break off: what the client is told, and that it is never a whole answer. */
class EdgeBrokenUpstreamIT {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n";

    private final RunningEdge edge = new RunningEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    private RawResponse answerTo(String upstreamSends) {
        return answerTo("/v1/chat/completions", upstreamSends);
    }

    private RawResponse answerTo(String path, String upstreamSends) {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(upstreamSends);
                });
                var client = edge.inFrontOf(origin).connect()) {
            return client.send(get(path)).readResponse();
        }
    }

    @Test
    void aStreamThatBreaksBetweenFramesEndsInAnErrorFrameAndNeverLooksComplete() {
        var response = answerTo(STREAM + "9\r\ndata: 1\n\n\r\n");

        assertThat(response.complete()).isFalse();
        assertThat(response.body())
                .startsWith("data: 1\n\ndata: {\"error\":{\"message\":")
                .endsWith("}}\n\n");
        assertThat(edge.log().next().outcome()).isEqualTo(Outcome.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/completions      | data: {"error":{"message":"
            /v1/messages         | event: error,data: {"type":"error","error":{"type":"api_error","message":"
            /v1/responses        | event: error,data: {"type":"error","code":null,"message":"
            /api/v1/messages     | event: error,data: {"type":"error","error":{"type":"api_error","message":"
            /api/v1/responses    | event: error,data: {"type":"error","code":null,"message":\"""")
    void theErrorFrameIsInTheWordsOfTheStreamsDialect(String path, String frame) {
        var response = answerTo(path, STREAM + "9\r\ndata: 1\n\n\r\n");

        assertThat(response.complete()).isFalse();
        assertThat(response.body())
                .startsWith("data: 1\n\n" + frame.replace(",data:", "\ndata:"))
                .endsWith("}\n\n");
    }

    @Test
    void aStreamThatBreaksWithinAFrameIsCut() {
        var response = answerTo(STREAM + "7\r\ndata: 1\r\n");

        assertThat(response.complete()).isFalse();
        assertThat(response.body()).isEqualTo("data: 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nZZ\r\n"
            })
    void anyOtherBodyThatBreaksIsCut(String upstreamSends) {
        var response = answerTo(upstreamSends);

        assertThat(response.complete()).isFalse();
        assertThat(response.body()).isEqualTo("half");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nconten",
                "rubbish\r\n\r\n",
                "HTTP/1.1 999 Odd\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            })
    void anAnswerThatIsNoneIsABadGatewayInTheSurfacesShape(String upstreamSends) {
        var response = answerTo(upstreamSends);

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).startsWith("{\"error\":{").contains("\"type\":\"upstream_error\"");
        assertThat(response.header("x-request-id")).isPresent();
        assertThat(edge.log().next().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void aRefusedConnectionIsNobodyThere() {
        edge.policy().forwardTo(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()));
        var response = edge.exchange(get("/a"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).contains("2");
        assertThat(response.body()).contains("is not there at the moment");
        assertThat(response.header("content-type")).contains("application/problem+json");
    }

    @Test
    void anotherReplicaIsAskedWhenOneRefuses() {
        try (var origin = RunningEdge.naming()) {
            edge.policy().forwardTo(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
            for (int i = 0; i < 10; i++) {
                assertThat(edge.exchange(get("/a")).body()).isEqualTo("/a");
            }
        }
    }

    @Test
    void noReplicaAtAllIsUnavailable() {
        edge.policy().forwardTo();
        var response = edge.exchange(get("/a"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).isPresent();
    }

    @Test
    void anAnswerThatIsLateIsATimeoutAndTheConnectionGoesOn() {
        edge.policy().limits = new CallLimits(
                Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(5));
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            assertThat(client.send(get("/a")).readResponse().status()).isEqualTo(504);
            assertThat(client.send(get("/local/hello")).readResponse().body()).isEqualTo("hello");
        }
    }

    @Test
    void whatAPoisonedConnectionSaysReachesNobody() {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(number == 1 ? OK + "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison" : OK);
                    connection.readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
            assertThat(client.send(get("/b")).readResponse().body()).isEqualTo("ok");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }
}
