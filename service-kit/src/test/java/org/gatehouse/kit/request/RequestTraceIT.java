package org.gatehouse.kit.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.kit.app.KitApplication;
import org.gatehouse.testing.trace.CollectedSpan;
import org.gatehouse.testing.trace.TraceCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RequestTraceIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

    private static final TraceCollector COLLECTOR = TraceCollector.start();

    @RegisterExtension
    static final KitApplication APP =
            KitApplication.startedWith(Map.of("gatehouse.tracing.endpoint", COLLECTOR.endpoint()));

    @RegisterExtension
    static final KitApplication UNTRACED = KitApplication.started();

    private static CollectedSpan spanOf(String requestId) {
        return COLLECTOR.await(span -> requestId.equals(span.attributes().get("gatehouse.request_id")));
    }

    @Test
    void goesOnWithTheTraceOfWhoeverAsks() {
        APP.send(APP.to("/mdc").header("x-request-id", "asked").header("traceparent", SAMPLED));

        var span = spanOf("asked");
        assertThat(span.traceId()).isEqualTo(TRACE);
        assertThat(span.parentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.kind()).isEqualTo("SERVER");
        assertThat(span.name()).isEqualTo("GET /mdc");
        assertThat(span.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/mdc")
                .containsEntry("http.response.status_code", 200L);
        assertThat(span.failed()).isFalse();
        assertThat(span.endEpochNanos()).isGreaterThan(span.startEpochNanos());
    }

    @Test
    void namesAnErrorOfOurs() {
        APP.send(APP.to("/boom").header("x-request-id", "fails").header("traceparent", SAMPLED));

        var span = spanOf("fails");
        assertThat(span.failed()).isTrue();
        assertThat(span.attributes()).containsEntry("error.type", "500");
    }

    @Test
    void masksWhatPeoplePutIntoPaths() {
        APP.send(APP.to("/nothing/sk-gh-abcdefghijklmnop")
                .header("x-request-id", "secret")
                .header("traceparent", SAMPLED));

        assertThat(spanOf("secret").attributes()).containsEntry("url.path", "/nothing/sk-gh-[redacted]");
        assertThat(spanOf("secret").name()).isEqualTo("GET");
    }

    @Test
    void recordsNothingOfWhatItsCallerDoesNotRecord() {
        APP.send(APP.to("/mdc")
                .header("x-request-id", "unsampled")
                .header("traceparent", SAMPLED.replace("-01", "-00")));
        APP.send(APP.to("/mdc").header("x-request-id", "after").header("traceparent", SAMPLED));

        spanOf("after");
        assertThat(COLLECTOR.find("unsampled")).isEmpty();
    }

    @Test
    void reachesTheLog() {
        assertThat(UNTRACED.send(UNTRACED.to("/mdc").header("traceparent", SAMPLED))
                        .body())
                .contains("\"trace_id\":\"" + TRACE + "\"");
        assertThat(UNTRACED.send(UNTRACED.to("/mdc")).body()).containsPattern("\"trace_id\":\"[0-9a-f]{32}\"");
    }
}
