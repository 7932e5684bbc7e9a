package org.gatehouse.chat.target;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.upstream.Failure;

/**
 * How one target fares, as this relay sees it: whether to ask it, and what is told of it. What another upstream cannot mend
 * either, a fault of the client's request, counts as an answer. All times are of {@link System#nanoTime}.
 */
public final class Health {

    /** A target that fails now and then shall not be called healthy between two failures. */
    private static final long SETTLES_IN_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** What was seen longer ago says nothing of now. */
    private static final long LATELY_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Breaker breaker = new Breaker();
    private final Latencies latencies = new Latencies();
    private final Runnable onNewStatus;
    private boolean asked;
    private boolean everFailed;
    private long lastHeard;
    private long lastFailed;

    /** @param onNewStatus called after the status has changed, on the thread of the request that changed it: it must be quick */
    Health(Runnable onNewStatus) {
        this.onNewStatus = onNewStatus;
    }

    /** What may be done with the target now. */
    public enum State {
        READY,
        /** It rested, and this very request may find out whether it is back. */
        TO_BE_TRIED,
        RESTING
    }

    /** What is told of a target. */
    enum Status {
        HEALTHY,
        DEGRADED,
        DOWN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A look at a target; the latency is to the first token, in milliseconds, empty while nothing was streamed. */
    record Seen(Status status, OptionalInt latencyMillis) {}

    State ask(long now) {
        return breaker.ask(now);
    }

    /** It answered; a negative latency means that none to the first token was measured. */
    public void answered(long latencyNanos, long now) {
        note(now, () -> {
            breaker.answered();
            if (latencyNanos >= 0) {
                latencies.add(TimeUnit.NANOSECONDS.toMillis(latencyNanos));
            }
        });
    }

    public void failed(Failure failure, long now) {
        switch (failure.reason()) {
            case CLIENT -> answered(-1, now);
            case MISCONFIGURED -> note(now, () -> failed(now, true));
            case UNREACHABLE, TIMED_OUT, RATE_LIMITED, OVERLOADED, BROKEN -> note(now, () -> failed(now, false));
        }
    }

    private void failed(long now, boolean forGood) {
        if (forGood) {
            breaker.failedForGood(now);
        } else {
            breaker.failed(now);
        }
        everFailed = true;
        lastFailed = now;
    }

    private void note(long now, Runnable change) {
        boolean news;
        synchronized (this) {
            Status before = status(now);
            boolean first = !asked;
            asked = true;
            lastHeard = now;
            change.run();
            news = first || status(now) != before;
        }
        if (news) {
            onNewStatus.run();
        }
    }

    /** How it has fared; empty when it was not asked lately. */
    synchronized Optional<Seen> seen(long now) {
        return asked && now - lastHeard < LATELY_NANOS
                ? Optional.of(new Seen(status(now), latencies.median()))
                : Optional.empty();
    }

    private Status status(long now) {
        if (breaker.isOpen()) {
            return Status.DOWN;
        }
        boolean unsettled = everFailed && now - lastFailed < SETTLES_IN_NANOS;
        return breaker.hasFailed() || unsettled ? Status.DEGRADED : Status.HEALTHY;
    }
}
