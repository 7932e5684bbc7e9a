package org.gatehouse.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TracingTest {

    private static final TraceContext SAMPLED = new TraceContext(1, 2, 3, TraceContext.SAMPLED, "foo=1");
    private static final TraceContext UNSAMPLED = new TraceContext(1, 2, 3, (byte) 0, "foo=1");

    private static Tracing with(String sampler, String argument) {
        return new Tracing(Sampling.of(sampler, argument), Spans.NONE);
    }

    @Test
    void givesEachTraceAnIdOfItsOwn() {
        var ids = new HashSet<String>();
        IntStream.range(0, 10_000).forEach(i -> ids.add(Tracing.OFF.begin().traceId()));

        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void writesWhatOthersRead() {
        var begun = Tracing.OFF.begin();

        assertThat(begun.traceparent().toString())
                .isEqualTo("00-" + begun.traceId() + "-" + begun.spanIdText() + "-02");
    }

    @Test
    void goesOnBelowWhoeverAsks() {
        var span = Tracing.OFF.goOn(SAMPLED);

        assertThat(span.traceId()).isEqualTo(SAMPLED.traceId());
        assertThat(span.spanId()).isNotEqualTo(SAMPLED.spanId());
        assertThat(span.state()).isEqualTo("foo=1");
        assertThat(span.isSampled()).isTrue();
    }

    @Test
    void leavesTheDecisionToOthersWhileItRecordsNothing() {
        assertThat(Tracing.OFF.begin().isSampled()).isFalse();
        assertThat(Tracing.OFF.goOn(null).isSampled()).isFalse();
        assertThat(Tracing.OFF.goOn(UNSAMPLED).isSampled()).isFalse();
    }

    @Test
    void samplesByTheStandardNames() {
        assertThat(with("always_on", "").begin().isSampled()).isTrue();
        assertThat(with("always_on", "").goOn(UNSAMPLED).isSampled()).isTrue();
        assertThat(with("always_off", "").goOn(SAMPLED).isSampled()).isFalse();
        assertThat(with("parentbased_always_on", "").begin().isSampled()).isTrue();
        assertThat(with("parentbased_always_on", "").goOn(UNSAMPLED).isSampled())
                .isFalse();
        assertThat(with("parentbased_always_off", "").begin().isSampled()).isFalse();
        assertThat(with("parentbased_always_off", "").goOn(SAMPLED).isSampled()).isTrue();
        assertThat(with("parentbased_traceidratio", "0").begin().isSampled()).isFalse();
        assertThat(with("parentbased_traceidratio", "0").goOn(SAMPLED).isSampled())
                .isTrue();
        assertThat(with("traceidratio", "1").goOn(UNSAMPLED).isSampled()).isTrue();
    }

    @Test
    void samplesTheShareThatWasAskedFor() {
        var tenth = with("parentbased_traceidratio", "0.1");

        long sampled = IntStream.range(0, 100_000)
                .filter(i -> tenth.begin().isSampled())
                .count();

        assertThat(sampled).isBetween(9_000L, 11_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALWAYS_ON", "on", "jaeger_remote", "always-on"})
    void refusesASamplerThatIsNone(String sampler) {
        assertThatThrownBy(() -> Sampling.of(sampler, null))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("OTEL_TRACES_SAMPLER must be one of always_on, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "NaN", "many", "10%"})
    void refusesAShareThatIsNone(String share) {
        assertThatThrownBy(() -> Sampling.of("traceidratio", share))
                .isInstanceOf(SettingException.class)
                .hasMessage("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1");
    }
}
