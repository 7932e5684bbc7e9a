package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, to hold as much of the edge and of an upstream for as little as they can. */
class EdgeSlowClientsIT {

    private final RunningEdge edge = new RunningEdge(Map.of(
            "gatehouse.guard.header-timeout", "400ms",
            "gatehouse.guard.body-grace", "400ms",
            "gatehouse.guard.body-rate", "1000",
            "micronaut.server.max-request-size", "100MB"));

    @AfterEach
    void close() {
        edge.close();
    }

    /** A byte each 50 ms until the edge answers. */
    private static String dripUntilAnswered(RawConnection client, String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (!client.isSilentFor(Duration.ofMillis(50)) || !client.sendIfOpen(bytes.substring(i, i + 1))) {
                break;
            }
        }
        return client.readHead();
    }

    @Test
    void aHeadThatDripsIsCutAlsoBehindAGoodRequest() {
        try (var origin = RunningEdge.naming();
                var client = edge.inFrontOf(origin).connect()) {
            assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("/a");

            assertThat(dripUntilAnswered(client, get("/b") + "x".repeat(1000))).startsWith("HTTP/1.1 408 ");
            assertThat(edge.log().next().status()).isEqualTo(200);
            assertThat(edge.log().next().status()).isEqualTo(408);
        }
    }

    @Test
    void aBodyThatDripsIsCutAndItsUpstreamNeverTakesItForWhole() throws Exception {
        var seen = new CompletableFuture<String>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    seen.complete(new String(connection.readToEnd(), StandardCharsets.ISO_8859_1));
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");

            assertThat(dripUntilAnswered(client, "1\r\nx\r\n".repeat(100))).startsWith("HTTP/1.1 408 ");
            assertThat(seen.get(10, TimeUnit.SECONDS)).contains("x").doesNotContain("0\r\n");
            var logged = edge.log().next();
            assertThat(logged.status()).isEqualTo(408);
            assertThat(logged.outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    /** The time in which nobody asked the client to go on is not its own. */
    @Test
    void anUploadThatIsHeldBackByItsUpstreamIsNotTooSlow() throws Exception {
        var goOn = new CompletableFuture<Boolean>();
        int size = 8_000_000;
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    goOn.join();
                    connection.readBytes(size);
                    connection.send(RunningEdge.OK).readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: " + size + "\r\n\r\n");
            var upload = Thread.startVirtualThread(() -> client.send(new byte[size]));
            assertThat(client.isSilentFor(Duration.ofMillis(1500))).isTrue();
            goOn.complete(true);

            assertThat(client.readResponse().body()).isEqualTo("ok");
            upload.join();
        }
    }
}
