package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What an operator reads at {@code /metrics}: each thing that happened is there, and nothing a client chose is a label. */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsIT {

    private static final Duration THINKING = Duration.ofMillis(120);

    private final RawOrigin hangingUp = RawOrigin.start((connection, number) -> connection.readHead());
    private final RunningEdge edge = RunningEdge.start(Map.ofEntries(
            Map.entry(
                    "gatehouse.services.half.url",
                    "http://127.0.0.1:" + RawOrigin.closedPort() + "," + hangingUp.uri()),
            Map.entry("gatehouse.services.half.health-url", "http://127.0.0.1:" + RawOrigin.closedPort()),
            Map.entry("gatehouse.routes.half.methods", "GET"),
            Map.entry("gatehouse.routes.half.paths", "/half"),
            Map.entry("gatehouse.routes.half.service", "half"),
            Map.entry("gatehouse.routes.half.access", "public"),
            Map.entry("gatehouse.routes.once.methods", "GET"),
            Map.entry("gatehouse.routes.once.paths", "/once"),
            Map.entry("gatehouse.routes.once.service", "model-catalog-service"),
            Map.entry("gatehouse.routes.once.access", "public"),
            Map.entry("gatehouse.routes.once.limit", "1")));

    @AfterAll
    void close() {
        edge.close();
        hangingUp.close();
    }

    /** The value of the one series whose name and labels begin like this; 0 when there is none yet. */
    private double value(String series) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(series) + "[^ ]* ([0-9.E+-]+)$")
                .matcher(edge.management("/metrics"));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private String token() {
        return "Bearer " + edge.auth().issuer().userToken(UUID.randomUUID(), "read", "execute");
    }

    @Test
    void latencyIsSplitIntoTheEdgesOwnAndItsUpstreams() {
        edge.relay().on("/v1/chat/completions", exchange -> {
            LockSupport.parkNanos(THINKING.toNanos());
            Origin.send(exchange, 200, "application/json", "{}");
        });
        edge.send("POST", "/v1/chat/completions", "Authorization", token());
        var labels = "{outcome=\"COMPLETE\",route=\"inference\",status=\"2xx\"";

        Wait.until(() -> value("gatehouse_edge_requests_seconds_count" + labels), count -> count == 1);
        assertThat(value("gatehouse_edge_upstream_head_seconds_bucket" + labels + ",le=\"0.1\""))
                .isZero();
        assertThat(value("gatehouse_edge_upstream_head_seconds_bucket" + labels + ",le=\"60.0\""))
                .isEqualTo(1);
        assertThat(value("gatehouse_edge_requests_seconds_bucket" + labels + ",le=\"0.1\""))
                .isZero();
        assertThat(value("gatehouse_edge_requests_seconds_bucket" + labels + ",le=\"60.0\""))
                .isEqualTo(1);
        assertThat(value("gatehouse_edge_own_seconds_bucket" + labels + ",le=\"0.25\""))
                .isEqualTo(1);
        assertThat(value("gatehouse_edge_own_seconds_sum" + labels)).isBetween(0.000_001, 0.1);
    }

    @Test
    void requestsUnderWayAreCountedWhileTheyAre() {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        edge.catalog().on("/v1/models", exchange -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Origin.send(exchange, 200, "application/json", "{}");
        });
        var answer = edge.sendAsync("GET", "/v1/models", "Authorization", token());
        Wait.until(asked::getCount, count -> count == 0);

        assertThat(value("gatehouse_edge_in_flight{service=\"model-catalog-service\""))
                .isEqualTo(1);
        goOn.countDown();
        answer.join();
        Wait.until(() -> value("gatehouse_edge_in_flight{service=\"model-catalog-service\""), count -> count == 0);
    }

    @Test
    void retriesAndEjectionsAreCounted() {
        for (int i = 0; i < 12; i++) {
            // 502 from who was asked, 503 while both replicas are aside.
            assertThat(edge.send("GET", "/half").statusCode()).isIn(502, 503);
        }

        assertThat(value("gatehouse_edge_retries_total{service=\"half\"")).isPositive();
        assertThat(value("gatehouse_edge_ejections_total{service=\"half\"")).isGreaterThanOrEqualTo(2);
        assertThat(value("gatehouse_edge_replicas{service=\"half\"")).isEqualTo(2);
        assertThat(value("gatehouse_edge_replicas_aside{service=\"half\"")).isPositive();
    }

    @Test
    void whatALimitRefusedIsCounted() {
        edge.send("GET", "/once");
        assertThat(edge.send("GET", "/once").statusCode()).isEqualTo(429);

        assertThat(value("gatehouse_edge_limits_refused_total{outcome=\"exhausted\",route=\"once\""))
                .isEqualTo(1);
        Wait.until(
                () -> value("gatehouse_edge_requests_seconds_count{outcome=\"REFUSED\",route=\"once\",status=\"4xx\""),
                count -> count == 1);
    }

    @Test
    void nothingThatAClientChoseIsALabel() {
        var before = new TreeSet<String>();
        for (int i = 0; i < 3; i++) {
            edge.send("GET", "/nowhere");
            RawHttp.exchange(edge.address().getPort(), "ODD / HTTP/1.1\r\nHost: a\r\n\r\n");
            RawHttp.exchange(edge.address().getPort(), "GET /a//b HTTP/1.1\r\nHost: a\r\n\r\n");
            before.addAll(series());
        }
        for (int i = 0; i < 50; i++) {
            edge.send("GET", "/nowhere" + i + "?q=" + i, "x-request-id", "r" + i, "Authorization", "Bearer k" + i);
            RawHttp.exchange(edge.address().getPort(), "ODD" + i + " /x" + i + " HTTP/1.1\r\nHost: h" + i + "\r\n\r\n");
            RawHttp.exchange(edge.address().getPort(), "GET /a//b" + i + " HTTP/1.1\r\nHost: h" + i + "\r\n\r\n");
        }

        assertThat(new ArrayList<>(series())).containsExactlyElementsOf(before);
    }

    private SortedSet<String> series() {
        var names = new TreeSet<String>();
        edge.management("/metrics")
                .lines()
                .filter(line -> line.startsWith("gatehouse_edge_"))
                .forEach(line -> names.add(line.substring(0, line.lastIndexOf(' '))));
        return names;
    }
}
