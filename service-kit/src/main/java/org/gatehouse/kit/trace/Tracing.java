package org.gatehouse.kit.trace;

import org.jspecify.annotations.Nullable;

/** What every request of a service shares: how traces begin and go on here, and where finished spans go. */
public record Tracing(Sampling sampling, Spans spans) implements AutoCloseable {

    /** Makes ids and passes contexts on, and records nothing. */
    public static final Tracing OFF = new Tracing(Sampling.OFF, Spans.NONE);

    /** The span of a request that nobody traced before. */
    public TraceContext begin() {
        return TraceContext.root(sampling);
    }

    /** The span of a request whose sender is believed; a new trace when it said nothing. */
    public TraceContext goOn(@Nullable TraceContext parent) {
        return parent == null ? begin() : parent.child().sampled(sampling.samples(parent));
    }

    /** Sends what waits, if that takes no more than a moment. */
    @Override
    public void close() {
        spans.close();
    }
}
