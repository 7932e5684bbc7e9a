package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.answering;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponsesIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsABodyOfKnownLength() {
        try (var origin = answering(OK)) {
            var call = client.get(to(origin), "/");

            assertThat(call.status()).isEqualTo(200);
            assertThat(call.body()).isEqualTo("ok");
        }
    }

    @Test
    void handsOverAChunkWhenItComes() throws Exception {
        var goOn = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            connection.sendChunk("first");
            CallProbe.await(goOn);
            connection.sendChunk("second").send("0\r\n\r\n");
            connection.readToEnd();
        })) {
            var call = client.get(to(origin), "/");

            assertThat(call.nextPart()).isEqualTo("first");
            goOn.complete(true);
            assertThat(call.nextPart()).isEqualTo("second");
            assertThat(call.body()).isEmpty();
        }
    }

    @Test
    void readsABodyThatEndsWithTheConnection() {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\n\r\nto the end");
        })) {
            assertThat(client.get(to(origin), "/").body()).isEqualTo("to the end");
        }
    }

    @Test
    void swallowsInterimResponses() {
        try (var origin =
                answering("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK)) {
            var call = client.get(to(origin), "/");

            assertThat(call.status()).isEqualTo(200);
            assertThat(call.body()).isEqualTo("ok");
        }
    }

    @Test
    void givesUpOnEndlessInterimResponses() {
        try (var origin = answering("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100))) {
            assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
        }
    }

    @Test
    void expectsNoBodyAfterHeadNoContentAndNotModified() {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n");
            connection.readHead();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
            connection.readHead();
            connection.send("HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n");
            connection.readHead();
            connection.send(OK);
            connection.readToEnd();
        })) {
            var targets = to(origin);
            var head = client.ask(targets, HttpMethod.HEAD, "/", ClientLoop.LIMITS);

            assertThat(head.body()).isEmpty();
            assertThat(CallProbe.await(head.head).headers().get("content-length"))
                    .isEqualTo("500");
            assertThat(client.get(targets, "/").body()).isEmpty();
            assertThat(client.get(targets, "/").body()).isEmpty();
            assertThat(client.get(targets, "/").body()).isEqualTo("ok");
            assertThat(origin.connections()).isEqualTo(1);
        }
    }
}
