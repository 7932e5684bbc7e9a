package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogIT {

    private static final RunningEdge EDGE = RunningEdge.start();
    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();

    @BeforeAll
    static void listen() {
        LINES.start();
        ((Logger) LoggerFactory.getLogger("gatehouse.access")).addAppender(LINES);
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger("gatehouse.access")).detachAppender(LINES);
        EDGE.close();
    }

    private static ExchangeRecord recordOf(String method, String target, String... headers) {
        var id = UUID.randomUUID().toString();
        var all = new String[headers.length + 2];
        all[0] = "x-request-id";
        all[1] = id;
        System.arraycopy(headers, 0, all, 2, headers.length);
        EDGE.send(method, target, all);
        var records = Wait.until(
                () -> LINES.list.stream()
                        .map(event -> (ExchangeRecord) event.getArgumentArray()[0])
                        .filter(exchange -> exchange.requestId().equals(id))
                        .toList(),
                found -> !found.isEmpty());
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    @Test
    void namesCallerRouteAndReplicaOfAForwardedRequest() {
        var key = EDGE.auth().createKey("execute");
        var seen = recordOf("POST", "/v1/chat/completions?secret=1", "x-api-key", key.text());
        assertThat(seen.route()).isEqualTo("inference");
        assertThat(seen.caller()).isEqualTo(key.account() + "/" + key.id());
        assertThat(seen.path()).isEqualTo("/v1/chat/completions");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(seen.requestBytes()).isEqualTo(2);
        assertThat(seen.responseBytes()).isPositive();
        assertThat(seen.upstream()).isEqualTo(EDGE.relay().address().getAuthority());
        assertThat(seen.toString()).doesNotContain(key.text(), "secret=1");
    }

    @Test
    void tellsWhatWasRefusedAndWhatThePagesServed() {
        assertThat(recordOf("GET", "/v1/models").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(recordOf("GET", "/nowhere").route()).isEqualTo("none");
        var page = recordOf("GET", "/health");
        assertThat(page.outcome()).isEqualTo(Outcome.LOCAL);
        assertThat(page.route()).isEqualTo("page-health");
        assertThat(page.status()).isEqualTo(200);
    }

    @Test
    void isCountedByRouteOnTheManagementPort() {
        recordOf("GET", "/nowhere");
        var metrics = EDGE.management("/metrics");
        assertThat(metrics)
                .contains("gatehouse_edge_requests_seconds_count{outcome=\"REFUSED\",route=\"none\",status=\"4xx\"}");
        assertThat(metrics).contains("gatehouse_edge_revocations_live 1.0", "gatehouse_edge_keys_known");
        Wait.until(() -> EDGE.management("/health/readiness"), "{\"status\":\"UP\"}"::equals);
    }
}
