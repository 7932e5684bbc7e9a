package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.ACCEPT;
import static org.gatehouse.gateway.proxy.RunningEdge.HANDSHAKE;
import static org.gatehouse.gateway.proxy.RunningEdge.SWITCH;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.overload.OverloadConfig;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A WebSocket handshake is exact on both sides, or none is made. */
class EdgeHandshakeIT extends WithEchoBehindTheEdge {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @Nested
    class Handshake {

        @Test
        void takesNothingUpstreamButWhatBelongsToIt() throws Exception {
            try (var origin = RawOrigin.start((connection, number) -> {
                        heads.add(connection.readHead());
                        connection.send(
                                SWITCH.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: chat\r\nX-A: b\r\n\r\n"));
                        connection.readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                var head = client.send(HANDSHAKE.replace(
                                "\r\n\r\n",
                                with(
                                        "Sec-WebSocket-Protocol: chat, other",
                                        "Sec-WebSocket-Extensions: permessage-deflate",
                                        "Cookie: a=b",
                                        "X-User-Id: 1",
                                        "X-Request-Id: mine-1")))
                        .readHead();

                var seen = String.valueOf(heads.poll(10, TimeUnit.SECONDS)).toLowerCase(Locale.ROOT);
                assertThat(seen.lines().skip(1).filter(line -> !line.isEmpty() && !line.startsWith("traceparent:")))
                        .containsExactlyInAnyOrder(
                                "upgrade: websocket",
                                "connection: upgrade",
                                "sec-websocket-key: " + KEY.toLowerCase(Locale.ROOT),
                                "sec-websocket-version: 13",
                                "sec-websocket-protocol: chat, other",
                                "sec-websocket-extensions: permessage-deflate",
                                "authorization: bearer ours",
                                "x-request-id: mine-1",
                                "x-forwarded-for: 127.0.0.1",
                                "x-forwarded-proto: http",
                                "x-forwarded-host: here",
                                "host: 127.0.0.1:" + origin.port());
                assertThat(head)
                        .startsWith("HTTP/1.1 101 ")
                        .containsIgnoringCase("sec-websocket-accept: " + ACCEPT)
                        .containsIgnoringCase("sec-websocket-protocol: chat")
                        .containsIgnoringCase("connection: upgrade")
                        .containsIgnoringCase("upgrade: websocket")
                        .containsIgnoringCase("x-request-id: mine-1")
                        .doesNotContainIgnoringCase("transfer-encoding")
                        .doesNotContainIgnoringCase("content-length");
            }
        }

        @Test
        void mayComeAndBeAnsweredInAnyPieces() {
            var request = HANDSHAKE.getBytes(ISO_8859_1);
            var answer = (SWITCH + "first").getBytes(ISO_8859_1);
            for (int cut = 1; cut < Math.max(request.length, answer.length); cut++) {
                int at = cut;
                try (var origin = RawOrigin.start((connection, number) -> {
                            connection.readHead();
                            sendInTwo(connection, answer, Math.min(at, answer.length - 1));
                            connection.send(connection.readBytes(4));
                        });
                        var client = edge.inFrontOf(origin).connect()) {
                    sendInTwo(client, request, Math.min(at, request.length - 1));
                    assertThat(client.readHead()).as("cut at %d", cut).startsWith("HTTP/1.1 101 ");
                    assertThat(client.readBytes(5)).isEqualTo("first".getBytes(ISO_8859_1));
                    assertThat(client.send("back").readBytes(4)).isEqualTo("back".getBytes(ISO_8859_1));
                }
            }
        }

        private void sendInTwo(RawConnection to, byte[] bytes, int at) {
            to.send(Arrays.copyOf(bytes, at)).send(Arrays.copyOfRange(bytes, at, bytes.length));
        }

        @Test
        void hasItsTurnAfterTheRequestsBeforeIt() {
            try (var client = edge.connect()) {
                client.send(get("/local/hello") + HANDSHAKE);
                assertThat(client.readResponse().body()).isEqualTo("hello");
                assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            }
        }

        @Test
        void thatIsTurnedDownIsAnAnswerLikeAnyOther() {
            try (var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        connection.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
                        connection.readHead();
                        connection.send(RunningEdge.OK).readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                var refused = client.send(HANDSHAKE).readResponse();
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.body()).isEqualTo("no");
                assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(1);
            }
        }

        @Test
        void isSentToAnotherReplicaWhenOneRefuses() {
            edge.policy().forwardTo(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), echo.uri());
            for (int i = 0; i < 4; i++) {
                try (var client = edge.connect()) {
                    assertThat(client.send(HANDSHAKE).readHead()).startsWith("HTTP/1.1 101 ");
                }
            }
        }

        @Test
        void thatIsOneTooManyIsShed() {
            var before = edge.policy().concurrency;
            var full = new ConcurrencyLimit(new OverloadConfig(1, 1, 1, 3));
            full.enter();
            edge.policy().concurrency = full;
            try (var client = edge.connect()) {
                assertThat(client.send(HANDSHAKE).readResponse().status()).isEqualTo(503);
            } finally {
                edge.policy().concurrency = before;
            }
        }
    }

    @Nested
    class HostileClient {

        static List<String> malformed() {
            return List.of(
                    HANDSHAKE.replace("GET", "POST"),
                    HANDSHAKE.replace("GET", "PUT"),
                    HANDSHAKE.replace("GET", "HEAD"),
                    HANDSHAKE.replace("GET", "OPTIONS"),
                    HANDSHAKE.replace("HTTP/1.1", "HTTP/1.0"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: websocket, h2c"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: h2c, websocket"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: h2c\r\nUpgrade: websocket"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: websocket\r\nUpgrade: websocket"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: websocket/13"),
                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: xwebsocket"),
                    HANDSHAKE.replace("Connection: Upgrade\r\n", ""),
                    HANDSHAKE.replace("Connection: Upgrade", "Connection: keep-alive"),
                    HANDSHAKE.replace("Connection: Upgrade", "Connection: xupgrade"),
                    HANDSHAKE.replace("Connection: Upgrade", "Connection: close, Upgrade"),
                    HANDSHAKE.replace("Sec-WebSocket-Key: " + KEY + "\r\n", ""),
                    HANDSHAKE.replace(KEY, KEY + "\r\nSec-WebSocket-Key: " + KEY),
                    HANDSHAKE.replace(KEY, ""),
                    HANDSHAKE.replace(KEY, "dGhlIHNhbXBsZSBub25jZQ"),
                    HANDSHAKE.replace(KEY, "dGhlIHNhbXBsZSBub25jZR=="),
                    HANDSHAKE.replace(KEY, "dGhlIHNhbXBsZSBub25jZSE="),
                    HANDSHAKE.replace(KEY, "dGhlIHNhbXBsZSBub25j"),
                    HANDSHAKE.replace(KEY, "dGhl-HNhbXBsZSBub25jZQ=="),
                    HANDSHAKE.replace(KEY, "dGhl HNhbXBsZSBub25jZQ=="),
                    HANDSHAKE.replace("\r\n\r\n", "\r\nContent-Length: 4\r\n\r\nbody"),
                    HANDSHAKE.replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"),
                    HANDSHAKE.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                    HANDSHAKE.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        }

        @ParameterizedTest
        @MethodSource("malformed")
        void isRefusedBeforeAnybodyHasSeenItsHandshake(String handshake) {
            try (var client = edge.connect()) {
                client.send(handshake);
                assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
                client.readToEnd();
            }
            assertThat(edge.log().next().outcome()).isEqualTo(Outcome.REFUSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"8", "12", "13, 8", "013", "13\r\nSec-WebSocket-Version: 13", ""})
        void isToldWhichVersionIsSpoken(String version) {
            var response =
                    edge.exchange(HANDSHAKE.replace("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: " + version));

            assertThat(response.status()).isEqualTo(426);
            assertThat(response.header("sec-websocket-version")).contains("13");
            assertThat(response.header("upgrade")).contains("websocket");
            assertThat(response.body()).contains("urn:gatehouse:error:upgrade-required");
        }

        @Test
        void getsNoWebSocketWhereNoneIsTaken() {
            var response = edge.exchange(HANDSHAKE.replace("/ws", "/plain"));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("connection")).contains("close");
            assertThat(response.body()).contains("does not take WebSocket");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n",
                    "GET /smug",
                    "\u0081\u0085abcdefghi",
                    "x\r\n\r\n"
                })
        void cannotHideRequestsBehindItsHandshake(String early) {
            var serving = new AtomicInteger();
            try (var origin = RawOrigin.start((connection, number) -> {
                        serving.incrementAndGet();
                        try {
                            connection.readHead();
                            connection.sendIfOpen(SWITCH);
                            heads.add(new String(connection.readToEnd(), ISO_8859_1));
                        } finally {
                            serving.decrementAndGet();
                        }
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                client.send(HANDSHAKE + early);
                var answer = new String(client.readToEnd(), ISO_8859_1);
                assertThat(answer).startsWith(early.endsWith("\r\n\r\n") ? "HTTP/1.1 400 " : "");
                Wait.until(() -> targets().targets().getFirst().inFlight() + serving.get(), count -> count == 0);
                assertThat(String.join("", heads)).isEmpty();
            }
        }

        @Test
        void goesOnInHttpWithAnyOtherProtocolItNames() {
            try (var origin = RunningEdge.naming();
                    var client = edge.inFrontOf(origin).connect()) {
                client.send("GET /a HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n" + get("/b"));
                assertThat(client.readResponse().body()).isEqualTo("/a");
                assertThat(client.readResponse().body()).isEqualTo("/b");
            }
        }
    }

    @Nested
    class HostileUpstream {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.1 101 Switching\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + ACCEPT
                            + "\r\n\r\n",
                    "HTTP/1.1 101 S\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + ACCEPT
                            + "\r\nSec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n",
                    "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 5\r\n"
                            + "Sec-WebSocket-Accept: " + ACCEPT + "\r\n\r\nhello"
                })
        void thatDoesNotAnswerTheHandshakeIsABrokenOne(String answer) {
            try (var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        connection.send(answer + "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                        connection.readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                assertThat(client.send(HANDSHAKE).readResponse().status()).isEqualTo(502);
                client.send(get("/local/hello"));
                assertThat(client.readResponse().body()).isEqualTo("hello");
            }
        }

        @Test
        void thatSwitchesUnaskedIsABrokenOneAndItsConnectionIsNotUsedAgain() {
            try (var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        connection.send(
                                number == 1
                                        ? SWITCH + "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil"
                                        : RunningEdge.OK);
                        connection.readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                assertThat(client.send(get("/a")).readResponse().status()).isEqualTo(502);
                assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }

        @Test
        void thatAnswersInHttpAndSendsMoreReachesNobodyWithIt() {
            try (var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        connection.send(number == 1 ? RunningEdge.OK + "\u0081\u0005hello" : RunningEdge.OK);
                        connection.readToEnd();
                    });
                    var client = edge.inFrontOf(origin).connect()) {
                assertThat(client.send(HANDSHAKE).readResponse().body()).isEqualTo("ok");
                assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }
    }

    /** As an implementation of its own: the constant above is the RFC's example, and says nothing of any other key. */
    @Test
    void answersWhatItsKeyDemandsWhateverTheKey() throws NoSuchAlgorithmException {
        var random = new Random(3);
        for (int i = 0; i < 20; i++) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            var key = Base64.getEncoder().encodeToString(bytes);
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            try (var client = edge.connect()) {
                assertThat(client.send(HANDSHAKE.replace(KEY, key)).readHead())
                        .startsWith("HTTP/1.1 101 ")
                        .contains(Base64.getEncoder().encodeToString(digest));
            }
        }
    }
}
