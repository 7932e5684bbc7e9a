package org.gatehouse.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatehouse.gateway.fixture.TestKeys;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.proxy.ExchangeTrace;
import org.gatehouse.gateway.proxy.Traces;
import org.junit.jupiter.api.Test;

class AccessLineEncoderTest {

    private static final ExchangeTrace TRACE = Traces.fresh();

    private static ExchangeRecord exchange(String requestId, String path, String upstream) {
        return new ExchangeRecord(
                requestId,
                "192.0.2.1",
                "POST",
                path,
                "chat-completions",
                "account/key",
                200,
                12,
                345,
                Duration.ofNanos(12_345_678),
                Duration.ofMillis(1),
                Duration.ofMillis(9),
                upstream,
                Outcome.COMPLETE,
                "",
                TRACE);
    }

    private static String line(Object argument) {
        var logger = new LoggerContext().getLogger("gatehouse.access");
        var event = new LoggingEvent("", logger, Level.INFO, "request", null, new Object[] {argument});
        return new String(new AccessLineEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLineWithEverythingWorthKnowing() {
        assertThat(line(exchange("abc", "/v1/chat/completions", "127.0.0.1:8104")))
                .startsWith("{\"time\":\"")
                .contains(
                        "\"request_id\":\"abc\"",
                        "\"trace_id\":\"" + TRACE.context().traceId() + "\"",
                        "\"caller\":\"account/key\"",
                        "\"route\":\"chat-completions\"",
                        "\"status\":200",
                        "\"outcome\":\"COMPLETE\"",
                        "\"request_bytes\":12",
                        "\"response_bytes\":345",
                        "\"total_ms\":12.345",
                        "\"upstream_head_ms\":9.0",
                        "\"upstream\":\"127.0.0.1:8104\"")
                .endsWith("}\n")
                .hasLineCount(1);
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertThat(line(exchange("abc", "/", ""))).doesNotContain("upstream", "detail");
    }

    @Test
    void masksACredentialWhereverTheClientPutIt() {
        var key = TestKeys.fresh();
        assertThat(line(exchange(key, "/v1/models/" + key, ""))).doesNotContain(key.substring(10));
    }

    @Test
    void staysOneLineWhateverTheRequestSays() {
        assertThat(line(exchange("a", "/x\r\n{\"forged\":true}\u2028", ""))).hasLineCount(1);
    }
}
