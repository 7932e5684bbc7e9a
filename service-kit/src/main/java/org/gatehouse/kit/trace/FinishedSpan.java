package org.gatehouse.kit.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a span when it is over. Its name and attributes follow OpenTelemetry's semantic conventions; no
 * credential, no header, no query and nothing of a body is ever in them.
 *
 * @param failed whether its status is an error
 */
public record FinishedSpan(
        Place place, SpanKind kind, String name, Period period, Attributes attributes, boolean failed) {

    /**
     * Where it stands.
     *
     * @param parentSpanId of the same trace; 0 when the trace begins here
     * @param link a span of another trace that led to this one, or null
     */
    public record Place(
            TraceContext context,
            long parentSpanId,
            @Nullable TraceContext link) {

        public static Place under(TraceContext parent) {
            return at(parent.child(), parent);
        }

        /** @param context a child of {@code parent}, or of nobody when that is null */
        public static Place at(TraceContext context, @Nullable TraceContext parent) {
            return new Place(context, parent == null ? 0 : parent.spanId(), null);
        }
    }

    /** From when to when, in nanoseconds since 1970, and what happened in between. */
    public record Period(long startEpochNanos, long endEpochNanos, List<Event> events) {

        public Period {
            events = List.copyOf(events);
        }
    }

    /** Something that happened at one moment. */
    public record Event(String name, long epochNanos) {}

    /** One reading of both clocks, by which readings of {@link System#nanoTime} become times of day. */
    public record Clocks(long epochNanos, long nanoTime) {

        public static Clocks now(InstantSource clock) {
            var now = clock.instant();
            return new Clocks(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(), System.nanoTime());
        }

        public long at(long nanos) {
            return epochNanos + (nanos - nanoTime);
        }

        public Period between(long startNanos, long endNanos) {
            return new Period(at(startNanos), at(endNanos), List.of());
        }
    }
}
