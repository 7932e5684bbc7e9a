package org.gatehouse.gateway.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kit.trace.FinishedSpan;
import org.gatehouse.kit.trace.TraceContext;
import org.gatehouse.kit.trace.Tracing;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/** An exchange's place in its trace and, where that is recorded, what became of each attempt to have it served. */
public final class ExchangeTrace {

    private final TraceContext context;
    private final @Nullable TraceContext parent;
    private final @Nullable TraceContext link;
    private final boolean recorded;
    private TraceContext upstream;
    private List<Attempt> failed = List.of();
    private long attemptNanos;
    private @Nullable UpstreamFailure failure;

    ExchangeTrace(Tracing tracing, TraceContext context, @Nullable TraceContext parent, @Nullable TraceContext link) {
        this.context = context;
        this.parent = parent;
        this.link = link;
        this.recorded = tracing.spans().wanted(context);
        this.upstream = context;
    }

    /** One that somebody else was asked after, in readings of {@link System#nanoTime}. */
    public record Attempt(String authority, UpstreamFailure failure, long startNanos, long endNanos) {}

    /** The exchange's own span. */
    public TraceContext context() {
        return context;
    }

    public FinishedSpan.Place place() {
        return new FinishedSpan.Place(context, parent == null ? 0 : parent.spanId(), link);
    }

    /** Whether somebody will want to know of its spans. */
    public boolean isRecorded() {
        return recorded;
    }

    /** What the service is told: the span of the attempt that it answers, or the exchange's own where none is recorded. */
    TraceContext towardsUpstream() {
        if (recorded) {
            upstream = context.child();
            attemptNanos = System.nanoTime();
        }
        return upstream;
    }

    void anotherAttempt(String authority, UpstreamFailure failure) {
        if (recorded) {
            if (failed.isEmpty()) {
                failed = new ArrayList<>(2);
            }
            long now = System.nanoTime();
            failed.add(new Attempt(authority, failure, attemptNanos, now));
            attemptNanos = now;
        }
    }

    void upstreamFailed(UpstreamFailure why) {
        failure = why;
    }

    /** Why the last attempt gave no whole answer; empty when it did, or nobody waited for it. */
    public Optional<UpstreamFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The attempt that had the last word; its number among all is that of {@link #failedAttempts()}. */
    public TraceContext upstream() {
        return upstream;
    }

    /** When the last attempt began, as {@link System#nanoTime} reads; 0 while there is none. */
    public long attemptNanos() {
        return attemptNanos;
    }

    public List<Attempt> failedAttempts() {
        return List.copyOf(failed);
    }
}
