package org.gatehouse.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gatehouse.testing.trace.TraceCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OtlpSpansIT {

    private static final TraceContext PARENT =
            new TraceContext(0xabcL, 0xdefL, 0x123L, TraceContext.SAMPLED, "foo=1,bar=2");
    private static final TraceContext OUTSIDE = new TraceContext(7, 8, 9, TraceContext.SAMPLED, "");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TraceCollector collector = TraceCollector.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    private OtlpSpans spansTo(String endpoint, String timeout) {
        var settings = OtlpSettings.of(new TracingConfig(
                endpoint,
                "authorization=Bearer%20token",
                "http/protobuf",
                timeout,
                "always_on",
                null,
                "auth-service",
                null,
                null));
        return new OtlpSpans(settings.exporter(), settings.resource(), meters);
    }

    private static FinishedSpan span(FinishedSpan.Place place) {
        var events = List.of(new FinishedSpan.Event("first byte", 1_500));
        return new FinishedSpan(
                place,
                SpanKind.SERVER,
                "GET /things",
                new FinishedSpan.Period(1_000, 2_000, events),
                Attributes.of(HttpNames.STATUS, 200L, AttributeKey.stringArrayKey("all"), List.of("a", "b")),
                true);
    }

    private double counted(String outcome) {
        return meters.counter("gatehouse.trace.spans", "outcome", outcome).count();
    }

    @Test
    void sendsAllThatIsKnownOfASpan() {
        var child = PARENT.child();
        try (var spans = spansTo(collector.endpoint(), "10000")) {
            spans.add(span(new FinishedSpan.Place(child, PARENT.spanId(), OUTSIDE)));
        }

        var sent = collector.await(span -> true);
        assertThat(sent.service()).isEqualTo("auth-service");
        assertThat(sent.traceId()).isEqualTo("0000000000000abc0000000000000def");
        assertThat(sent.spanId()).isEqualTo(child.spanIdText());
        assertThat(sent.parentSpanId()).isEqualTo("0000000000000123");
        assertThat(sent.kind()).isEqualTo("SERVER");
        assertThat(sent.name()).isEqualTo("GET /things");
        assertThat(sent.startEpochNanos()).isEqualTo(1_000);
        assertThat(sent.endEpochNanos()).isEqualTo(2_000);
        assertThat(sent.attributes())
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("all", List.of("a", "b"));
        assertThat(sent.events()).containsExactly("first byte");
        assertThat(sent.links()).containsExactly("00000000000000070000000000000008");
        assertThat(sent.failed()).isTrue();
        assertThat(collector.find("foo=1,bar=2")).isPresent();
        assertThat(collector.authorization()).isEqualTo("Bearer token");
        assertThat(counted("exported")).isEqualTo(1);
    }

    @Test
    void beginsATraceWithoutAParent() {
        try (var spans = spansTo(collector.endpoint(), "10000")) {
            spans.add(span(FinishedSpan.Place.at(OUTSIDE, null)));
        }

        assertThat(collector.await(span -> true).parentSpanId()).isEmpty();
    }

    @Test
    void countsWhatTheCollectorRefuses() {
        collector.answerWith(400);
        try (var spans = spansTo(collector.endpoint(), "10000")) {
            spans.add(span(FinishedSpan.Place.under(PARENT)));
            spans.add(span(FinishedSpan.Place.under(PARENT)));
        }

        assertThat(counted("refused")).isEqualTo(2);
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void losesWhatFindsNoRoomAndStopsInAMomentWhenNobodyListens() {
        var endpoint = collector.endpoint();
        collector.close();
        var spans = spansTo(endpoint, "600000");
        int many = 3 * OtlpSpans.MOST_WAITING;

        IntStream.range(0, many).forEach(i -> spans.add(span(FinishedSpan.Place.under(PARENT))));

        assertThat(counted("overflowed")).isPositive().isLessThan(many);
        long before = System.nanoTime();
        spans.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
}
