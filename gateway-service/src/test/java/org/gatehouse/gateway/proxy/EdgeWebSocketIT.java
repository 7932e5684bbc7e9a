package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.HANDSHAKE;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** WebSocket passed through: once the handshake is made the bytes are nobody's but the two peers'. */
class EdgeWebSocketIT extends WithEchoBehindTheEdge {

    @Nested
    class Tunnel {

        @Test
        void carriesMessagesOfEverySizeBothWays() throws Exception {
            try (var client = open()) {
                var random = new Random(7);
                for (int size : new int[] {0, 1, 125, 126, 4_000, 65_535, 65_536, 500_000}) {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    client.send(bytes);
                    assertThat(client.nextBinary()).as("%d bytes", size).isEqualTo(bytes);
                }
                assertThat(client.send("héllo").nextText()).isEqualTo("héllo");
            }
        }

        @Test
        void countsAsOneOfItsTargetsCallsUntilItCloses() throws Exception {
            try (var client = open()) {
                client.send("a").nextText();
                assertThat(tunnels()).isEqualTo(1);
                assertThat(targets().targets().getFirst().inFlight()).isEqualTo(1);
                assertThat(edge.policy().concurrency.waiting()).isZero();
                client.sayGoodbye(1000);
                assertThat(client.closeCode()).isEqualTo(1000);
            }
            Wait.until(() -> targets().targets().getFirst().inFlight(), count -> count == 0);
        }

        @Test
        void isWrittenToTheLogWhenItEndsWithTheBytesOfBothDirections() throws Exception {
            try (var client = open()) {
                client.send("four").nextText();
                assertThat(edge.log().size()).isZero();
                client.sayGoodbye(1000);
                client.closeCode();
            }
            var logged = edge.log().next();

            assertThat(logged.status()).isEqualTo(101);
            assertThat(logged.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(logged.requestBytes()).isEqualTo(10 + 12); // masked: 6 bytes of head, and a close with "done"
            assertThat(logged.responseBytes()).isGreaterThanOrEqualTo(6 + 4);
            assertThat(logged.upstream()).isEqualTo(echo.uri().getAuthority());
        }

        @Test
        void passesTheGoodbyeOfEitherSideOn() throws Exception {
            try (var client = open()) {
                client.send("a").nextText();
                echo.sayGoodbye(4001, "enough");
                assertThat(client.closeCode()).isEqualTo(4001);
            }
            echo.closes().clear();
            try (var client = open()) {
                client.sayGoodbye(4002);
                assertThat(echo.closes().poll(10, TimeUnit.SECONDS)).isEqualTo(4002);
            }
        }

        @Test
        void closesTheOtherSideWhenOneVanishes() throws Exception {
            var left = new CompletableFuture<Boolean>();
            try (var origin = switching((connection, number) -> {
                        connection.send("ready");
                        left.complete(connection.readToEnd().length == 0);
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                client.send(HANDSHAKE).readHead();
                client.readBytes(5);
                client.leave();
                assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
            }
            try (var origin = switching((connection, number) -> connection.send("bye"));
                    var client = edge.inFrontOf(origin).connect()) {
                client.send(HANDSHAKE).readHead();
                assertThat(new String(client.readToEnd(), ISO_8859_1)).isEqualTo("bye");
            }
        }

        @Test
        void holdsTheFasterSideBack() {
            var written = new AtomicLong();
            try (var origin = switching((connection, number) -> {
                        var block = new byte[64 * 1024];
                        for (int i = 0; i < 1600; i++) {
                            connection.send(block);
                            written.addAndGet(block.length);
                        }
                    });
                    var client = RawHttp.connectWithSmallWindow(
                            edge.inFrontOf(origin).port())) {
                client.send(HANDSHAKE).readHead();
                Wait.until(written::get, count -> count > 0);
                assertThat(Wait.untilStill(written::get)).isLessThan(20_000_000);
                client.readBytes(1600 * 64 * 1024);
                assertThat(client.readToEnd()).isEmpty();
            }
        }

        @Test
        void endsWhenNothingComesForTooLong() {
            edge.policy().limits = new CallLimits(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(600));
            try (var client = open()) {
                assertThat(client.closeCode()).isEqualTo(1001);
            }
            assertThat(edge.log().next().detail()).isEqualTo("idle");
        }

        @Test
        void outlivesTheLimitOnAWholeCallWhileItIsUsed() throws Exception {
            edge.policy().limits = new CallLimits(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(300));
            try (var origin = switching((connection, number) -> {
                        while (true) {
                            connection.send(connection.readBytes(1));
                        }
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                client.send(HANDSHAKE).readHead();
                client.isSilentFor(Duration.ofMillis(900));
                assertThat(client.send("x").readBytes(1)).isEqualTo(new byte[] {'x'});
            }
        }

        @Test
        void livesNoLongerThanTheCredentialThatOpenedIt() {
            edge.policy().lease = new Lease(Duration.ofMillis(300), () -> false);
            try (var client = open()) {
                assertThat(client.closeCode()).isEqualTo(1008);
            }
            assertThat(edge.log().next().detail()).contains("expired");
        }

        @Test
        void isCutInTheMiddleOfAFrameRatherThanLivingOnWithoutItsCredential() {
            var gone = new AtomicBoolean();
            edge.policy().lease = new Lease(Duration.ofHours(1), gone::get);
            try (var origin = switching((connection, number) -> {
                        connection.send(new byte[] {(byte) 0x82, 100, 1, 2, 3});
                        connection.readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                client.send(HANDSHAKE).readHead();
                client.readBytes(5);
                gone.set(true);
                edge.server().getApplicationContext().getBean(Tunnels.class).judgeAll();
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(edge.log().next().outcome()).isEqualTo(Outcome.TRUNCATED);
        }
    }
}
