package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes in both directions: as they come, held back when the other side is slow, and gone when the client is. */
class EdgeStreamsIT {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final int BIG = 60_000_000;

    private final RunningEdge edge = new RunningEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a count has stood still for half a second. */
    @Test
    void framesPassAsTheyCome() {
        var goOn = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("data: 1\n\n");
                    await(goOn);
                    connection.sendChunk("data: 2\n\n").send("0\r\n\r\n");
                    connection.readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            assertThat(client.send(get("/a")).readHead()).contains("text/event-stream");
            assertThat(client.readLine()).isEqualTo("9");
            assertThat(client.readLine()).isEqualTo("data: 1");
            goOn.complete(true);
            client.readLine();
            client.readLine();
            assertThat(client.readLine()).isEqualTo("9");
            assertThat(client.readLine()).isEqualTo("data: 2");
            client.readLine();
            client.readLine();
            assertThat(client.readLine()).isEqualTo("0");
        }
    }

    @Test
    void aClientThatLeavesInMidStreamClosesTheUpstreamAtOnce() {
        var closedAt = new CompletableFuture<Long>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("data: 1\n\n");
                    connection.closesWithin(Duration.ofSeconds(5));
                    closedAt.complete(System.nanoTime());
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send(get("/a")).readHead();
            client.readLine();
            long left = System.nanoTime();
            client.leave();

            assertThat(Duration.ofNanos(await(closedAt) - left)).isLessThan(Duration.ofMillis(100));
            assertThat(edge.log().next().outcome()).isEqualTo(Outcome.CLIENT_GONE);
        }
    }

    @Test
    void aClientThatLeavesBeforeTheHeadClosesTheUpstreamAtOnce() {
        var asked = new CompletableFuture<Boolean>();
        var closedAt = new CompletableFuture<Long>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    asked.complete(true);
                    connection.closesWithin(Duration.ofSeconds(5));
                    closedAt.complete(System.nanoTime());
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send(get("/a"));
            await(asked);
            long left = System.nanoTime();
            client.leave();

            assertThat(Duration.ofNanos(await(closedAt) - left)).isLessThan(Duration.ofMillis(100));
            assertThat(edge.log().next().status()).isZero();
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
        var sent = new AtomicLong();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + BIG + "\r\n\r\n");
                    for (; sent.get() < BIG; sent.addAndGet(10_000)) {
                        connection.send(new byte[10_000]);
                    }
                    connection.readToEnd();
                });
                var client =
                        RawHttp.connectWithSmallWindow(edge.inFrontOf(origin).port())) {
            client.send(get("/a")).readHead();
            Wait.untilStill(sent::get);
            assertThat(sent.get()).isLessThan(25_000_000);

            assertThat(client.readBytes(BIG)).hasSize(BIG);
            assertThat(edge.log().next().responseBytes()).isEqualTo(BIG);
        }
    }

    @Test
    void anUpstreamThatDoesNotReadHoldsTheClientBack() throws Exception {
        var sent = new AtomicLong();
        var goOn = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    await(goOn);
                    connection.readBytes(BIG);
                    connection.send(RunningEdge.OK).readToEnd();
                });
                var roomy = new RunningEdge(Map.of("micronaut.server.max-request-size", "100MB"));
                var client = roomy.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: " + BIG + "\r\n\r\n");
            var upload = Thread.startVirtualThread(() -> {
                for (; sent.get() < BIG; sent.addAndGet(10_000)) {
                    client.send(new byte[10_000]);
                }
            });
            Wait.untilStill(sent::get);
            assertThat(sent.get()).isLessThan(25_000_000);
            goOn.complete(true);

            assertThat(client.readResponse().body()).isEqualTo("ok");
            upload.join();
            assertThat(roomy.log().next().requestBytes()).isEqualTo(BIG);
        }
    }

    @Test
    void aClientThatTakesNothingAtAllIsCut() {
        var closed = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + BIG + "\r\n\r\n");
                    for (int i = 0; i < BIG && connection.sendIfOpen("x".repeat(10_000)); i += 10_000) {}
                    closed.complete(true);
                });
                var strict = new RunningEdge(Map.of("gatehouse.edge.write-stall", "300ms"));
                var client =
                        RawHttp.connectWithSmallWindow(strict.inFrontOf(origin).port())) {
            client.send(get("/a"));

            assertThat(await(closed)).isTrue();
            assertThat(strict.log().next().outcome()).isEqualTo(Outcome.CLIENT_GONE);
        }
    }

    @Test
    void anUploadHeldBackGoesOnWhenItsAnswerHasComeEarly() throws Exception {
        var sent = new AtomicLong();
        var answer = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    await(answer);
                    connection.send("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
                    connection.closesWithin(Duration.ofSeconds(5));
                });
                var roomy = new RunningEdge(Map.of("micronaut.server.max-request-size", "100MB"));
                var client = roomy.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: " + BIG + "\r\n\r\n");
            var upload = Thread.startVirtualThread(() -> {
                for (; sent.get() < BIG; sent.addAndGet(10_000)) {
                    client.send(new byte[10_000]);
                }
            });
            Wait.untilStill(sent::get);
            assertThat(sent.get()).isLessThan(BIG);
            answer.complete(true);

            assertThat(client.readResponse().status()).isEqualTo(413);
            assertThat(upload.join(Duration.ofSeconds(10))).isTrue();
            assertThat(client.send(get("/local/hello")).readResponse().body()).isEqualTo("hello");
        }
    }
}
