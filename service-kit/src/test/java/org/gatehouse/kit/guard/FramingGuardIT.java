package org.gatehouse.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard does over time and between requests; what it refuses at once is in {@link HostileRequestsIT}. */
@MicronautTest
@GuardSpec
@Property(name = "gatehouse.guard.linger", value = "5s")
@Property(name = "gatehouse.guard.header-timeout", value = "400ms")
@Property(name = "gatehouse.guard.body-grace", value = "400ms")
@Property(name = "gatehouse.guard.body-rate", value = "1KB")
@Property(name = "micronaut.server.max-request-size", value = "1MB")
class FramingGuardIT {

    private static final String HELLO = "GET /echo/hello HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String CHUNKED =
            "POST /echo/stream HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Inject
    EmbeddedServer server;

    @Inject
    EchoController routes;

    @BeforeEach
    void forget() {
        routes.complete.clear();
    }

    private RawConnection connect() {
        return RawHttp.connect(server.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nhost: LOCALHOST:8080\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: chat_relay-1.example.\r\n\r\n",
                "GET /echo/hello HTTP/1.0\r\nHost: here\r\n\r\n",
                "\r\nGET /echo/hello HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /echo/hello?a=%2F%2e%25;/../b HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /echo/hello? HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\nContent-Length: 2 \r\n\r\nok",
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\nX: \u00e9\u00ff\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\nContent-Encoding: Identity\r\n\r\n",
                "GET /echo/hello HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
            })
    void whatIsPlainPasses(String request) {
        assertThat(RawHttp.exchange(server.getPort(), request).body()).isEqualTo("hello");
    }

    @Test
    void aHeadThatDripsIsCutAtTheTotalLimit() {
        try (var client = connect()) {
            long began = System.nanoTime();
            client.send("GET /echo/hello HTTP/1.1\r\n");
            while (client.isSilentFor(Duration.ofMillis(50)) && client.sendIfOpen("X: a\r\n")) {}

            assertThat(client.readResponse().status()).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(350), Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELLO,
                "POST /echo/stream HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok",
                CHUNKED + "2\r\nok\r\n0\r\n\r\n",
            })
    void theBeginningOfAPipelinedRequestIsHeldToTheSameLimit(String before) {
        try (var client = connect()) {
            client.send(before + "GET /echo/hello HTT");

            assertThat(client.readResponse().status()).isEqualTo(200);
            assertThat(client.readResponse().status()).isEqualTo(408);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /echo/stream HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n\r\n folded!",
                "POST /echo/stream HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\na\r\n\r\n folded!\r\n0\r\n\r\n",
            })
    void aBodyMayLookLikeAFoldedHeader(String request) {
        try (var client = connect()) {
            assertThat(client.send(request + HELLO).readResponse().body()).isEqualTo("stream 10");
            assertThat(client.readResponse().body()).isEqualTo("hello");
        }
    }

    @Test
    void aFoldedHeaderIsRefusedWhereverItsHeadStands() {
        try (var client = connect()) {
            client.send(HELLO + "GET /echo/hello HTTP/1.1\r\nHost: here\r\nX: a\r\n");
            assertThat(client.readResponse().body()).isEqualTo("hello");
            client.send(" b\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(400);
        }
    }

    @Test
    void aHeaderWithAnUnderscoreIsRefusedWhereOnlyServicesSend() {
        var request = "GET /echo/hello HTTP/1.1\r\nHost: here\r\nX_User_Id: 1\r\n\r\n";
        assertThat(RawHttp.exchange(server.getPort(), request).status()).isEqualTo(400);
    }

    @Test
    void aConnectionThatIsSilentBetweenRequestsIsLeftAlone() {
        try (var client = connect()) {
            assertThat(client.send(HELLO).readResponse().body()).isEqualTo("hello");
            assertThat(client.isSilentFor(Duration.ofMillis(900))).isTrue();
            assertThat(client.send(HELLO).readResponse().body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/text", "/echo/bytes", "/echo/stream"})
    void aBodyThatDripsIsCut(String path) {
        try (var client = connect()) {
            client.send("POST " + path
                    + " HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n");
            while (client.isSilentFor(Duration.ofMillis(50)) && client.sendIfOpen("x")) {}

            assertThat(client.readResponse().status()).isEqualTo(408);
            assertThat(routes.complete).isEmpty();
        }
    }

    @Test
    void aSlowBodyThatKeepsTheLeastRatePasses() {
        try (var client = connect()) {
            client.send(
                    "POST /echo/stream HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 4000\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                assertThat(client.isSilentFor(Duration.ofMillis(50))).isTrue();
                client.send("x".repeat(200));
            }
            assertThat(client.readResponse().body()).isEqualTo("stream 4000");
        }
    }

    @Test
    void aChunkedBodyThatPassesTheLimitIsRefusedAndTheClientSeesWhy() {
        try (var client = connect()) {
            client.send(CHUNKED);
            for (int i = 0; i < 400; i++) { // far beyond the limit, and beyond what the socket buffers take
                if (!client.sendIfOpen("2710\r\n" + "x".repeat(10_000) + "\r\n")) {
                    break;
                }
            }
            assertThat(client.readResponse().status()).isEqualTo(413);
            assertThat(routes.complete).isEmpty();
        }
    }

    @Test
    void aBadChunkLongAfterTheRouteBeganIsRefused() {
        try (var client = connect()) {
            client.send(CHUNKED).sendChunk("good");
            assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
            client.sendChunk("good").send("ZZ\r\n");

            assertThat(client.readResponse().status()).isEqualTo(400);
            assertThat(client.closesWithin(Duration.ofSeconds(6))).isTrue();
            assertThat(routes.complete).isEmpty();
        }
    }

    @Test
    void aBodyThatEndsTooSoonNeverReachesTheRouteWhole() {
        try (var client = connect()) {
            client.send(CHUNKED).sendChunk("good").finishSending();

            assertThat(client.closesWithin(Duration.ofSeconds(6))).isTrue();
            assertThat(routes.complete).isEmpty();
        }
    }

    @Test
    void aRefusalTakesItsTurnAmongTheAnswersDue() {
        try (var client = connect()) {
            client.send("GET /echo/slow HTTP/1.1\r\nHost: here\r\n\r\n" + "BAD\r\n\r\n" + HELLO);
            assertThat(client.isSilentFor(Duration.ofMillis(200))).isTrue();
            routes.slow.countDown();

            assertThat(client.readResponse().body()).isEqualTo("slow true");
            assertThat(client.readResponse().status()).isEqualTo(400);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(routes.complete).isEmpty();
        }
    }
}
