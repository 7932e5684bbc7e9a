package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.gateway.fixture.EchoServer;
import org.gatehouse.gateway.fixture.SocketClient;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.Test;

/** The process is told to stop while exchanges run: each ends as if nothing had happened, and no new one begins. */
class EdgeDrainIT {

    private static final String STREAM = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CompletableFuture<Boolean> goOn = new CompletableFuture<>();

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Thread stopping(RunningEdge edge) {
        return Thread.ofPlatform().start(edge::close);
    }

    @Test
    void aStreamIsFinished() throws Exception {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("first");
                    await(goOn);
                    connection.sendChunk("second").send("0\r\n\r\n");
                    connection.readToEnd();
                });
                var edge = new RunningEdge();
                var idle = edge.inFrontOf(origin).connect();
                var client = edge.connect()) {
            idle.send(get("/local/hello")).readResponse();
            client.send(get("/a")).readHead();
            assertThat(client.readLine()).isEqualTo("5");
            var stop = stopping(edge);
            assertThat(idle.closesWithin(Duration.ofSeconds(5))).isTrue();
            goOn.complete(true);

            assertThat(client.readLine()).isEqualTo("first");
            assertThat(client.readLine()).isEqualTo("6");
            assertThat(client.readLine()).isEqualTo("second");
            assertThat(client.readLine()).isEqualTo("0");
            client.readLine();
            assertThat(client.readToEnd()).isEmpty();
            stop.join();
        }
    }

    @Test
    void anAnswerNotYetBegunIsWaitedFor() throws Exception {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    asked.complete(true);
                    await(goOn);
                    connection.send(RunningEdge.OK).readToEnd();
                });
                var edge = new RunningEdge();
                var idle = edge.inFrontOf(origin).connect();
                var client = edge.connect()) {
            idle.send(get("/local/hello")).readResponse();
            client.send(get("/a"));
            await(asked);
            var stop = stopping(edge);
            assertThat(idle.closesWithin(Duration.ofSeconds(5))).isTrue();
            goOn.complete(true);
            var response = client.readResponse();

            assertThat(response.body()).isEqualTo("ok");
            assertThat(client.closesWithin(Duration.ofSeconds(2))).isTrue();
            stop.join();
        }
    }

    @Test
    void aRequestThatWaitsForItsDecisionIsServed() throws Exception {
        try (var origin = RunningEdge.naming();
                var edge = new RunningEdge();
                var idle = edge.inFrontOf(origin).connect();
                var client = edge.connect()) {
            client.send(get("/pending/1"));
            idle.send(get("/local/hello")).readResponse();
            var stop = stopping(edge);
            assertThat(idle.closesWithin(Duration.ofSeconds(5))).isTrue();
            edge.policy().decided.complete(true);

            assertThat(client.readResponse().body()).isEqualTo("/pending/1");
            stop.join();
        }
    }

    @Test
    void aWebSocketIsToldBetweenTwoFramesAndHasAMomentToAnswer() throws Exception {
        try (var echo = new EchoServer();
                var edge = new RunningEdge()) {
            edge.policy().forwardTo(echo.uri());
            try (var client = SocketClient.open(edge.port(), "/ws")) {
                client.send("a").nextText();
                var stop = stopping(edge);

                assertThat(client.closeCode()).isEqualTo(1001);
                assertThat(echo.closes().poll(10, TimeUnit.SECONDS))
                        .as("the client's answer reaches the upstream")
                        .isEqualTo(1001);
                stop.join();
            }
        }
    }

    @Test
    void aFrameOfAWebSocketThatHasBegunIsFinishedBeforeTheGoodbye() throws Exception {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(RunningEdge.SWITCH + "\u0082\u0004ab");
                    await(goOn);
                    connection.send("cd\u0082\u0001x").readToEnd();
                });
                var edge = new RunningEdge();
                var client = edge.inFrontOf(origin).connect()) {
            client.send(RunningEdge.HANDSHAKE).readHead();
            assertThat(client.readBytes(4)).containsExactly(0x82, 4, 'a', 'b');
            var tunnels = edge.server().getApplicationContext().getBean(Tunnels.class);
            var stop = stopping(edge);
            Wait.until(tunnels::leaving, leaving -> leaving == 1); // each connection hears of it at a moment of its own
            goOn.complete(true);

            assertThat(client.readBytes(6)).containsExactly('c', 'd', 0x88, 2, 1001 >> 8, 1001 & 0xff);
            assertThat(client.readToEnd()).as("nothing after the goodbye").isEmpty();
            stop.join();
        }
    }
}
