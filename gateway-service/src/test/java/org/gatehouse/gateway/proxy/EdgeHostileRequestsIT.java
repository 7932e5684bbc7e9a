package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.OK;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.testing.net.HostileRequest;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus towards an origin behind the edge: no origin ever sees a second request, nor a whole one that was refused. */
@TestInstance(Lifecycle.PER_CLASS)
class EdgeHostileRequestsIT {

    private final RunningEdge edge = new RunningEdge();
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final RawOrigin origin = RawOrigin.start((connection, number) -> {
        while (true) {
            var head = connection.readHead();
            if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
                for (var line = connection.readLine(); !line.equals("0"); line = connection.readLine()) {
                    connection.readBytes(Integer.parseInt(line, 16) + 2);
                }
                connection.readLine();
            } else {
                connection.readBytes(RawOrigin.contentLength(head));
            }
            whole.add(head);
            connection.send(OK);
        }
    });

    @BeforeAll
    void forward() {
        edge.inFrontOf(origin);
    }

    @AfterAll
    void close() {
        origin.close();
        edge.close();
    }

    static List<HostileRequest> corpus() {
        return HostileRequest.corpus("/v1/chat/completions");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void areRefusedAndNeverActedOn(HostileRequest hostile) {
        try (var client = edge.connect()) {
            var response = client.send(hostile.request()).readResponse();

            assertThat(response.status()).isEqualTo(hostile.status());
            assertThat(response.header("x-request-id")).isPresent();
            assertThat(client.closesWithin(Duration.ofSeconds(3))).isTrue();
            assertThat(whole).isEmpty();
            var logged = edge.log().next();
            assertThat(logged.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(logged.status()).isEqualTo(hostile.status());
            assertThat(logged.requestId())
                    .isEqualTo(response.header("x-request-id").orElseThrow());
        }
    }

    @Test
    void areThreeHundredAtLeast() {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void aBadChunkAfterTheAnswerHasBegunCutsTheAnswer() {
        try (var early = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection
                            .send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
                            .sendChunk("begun");
                    connection.readToEnd();
                });
                var other = new RunningEdge();
                var client = other.inFrontOf(early).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
            assertThat(client.readHead()).contains("200");
            client.send("ZZ\r\n");

            assertThat(new String(client.readToEnd(), US_ASCII))
                    .contains("begun")
                    .doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void aBadChunkAfterTheWholeAnswerIsNotAnsweredAgain() {
        try (var client = edge.connect()) {
            client.send("POST /refused HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
            assertThat(client.readResponse().status()).isEqualTo(403);
            client.send("ZZ\r\n");

            assertThat(client.readToEnd()).isEmpty();
            assertThat(edge.log().next().status()).isEqualTo(403);
        }
    }
}
