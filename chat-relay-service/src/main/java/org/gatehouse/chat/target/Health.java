package org.gatehouse.chat.target;

import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.upstream.Failure;

/**
 * How one target fares, as this relay sees it: a breaker and a moving average of its latency. After three failures in a row
 * it is left alone for a second, twice as long each time up to a minute; then one request may find out whether it is back.
 * What another upstream cannot mend either, a fault of the client's request, counts as an answer.
 */
public final class Health {

    private static final int FAILURES_IN_A_ROW = 3;
    private static final long FIRST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** How long a request may take to find out before another one may try. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final double WEIGHT_OF_THE_LATEST = 0.1;

    private int failures;
    private long restNanos = FIRST_REST_NANOS;
    private long restsUntil;
    private boolean resting;
    private double firstTokenMillis = -1;

    /** What may be done with the target now. */
    public enum State {
        READY,
        /** It rested, and this very request may find out whether it is back. */
        TO_BE_TRIED,
        RESTING
    }

    /** Says what may be done; an answer of {@link State#TO_BE_TRIED} is given to one caller only. */
    synchronized State ask(long now) {
        if (!resting) {
            return State.READY;
        }
        if (now - restsUntil < 0) {
            return State.RESTING;
        }
        restsUntil = now + PROBE_NANOS;
        return State.TO_BE_TRIED;
    }

    /** It answered; a negative latency means that none was measured. */
    public synchronized void answered(long latencyNanos) {
        failures = 0;
        resting = false;
        restNanos = FIRST_REST_NANOS;
        if (latencyNanos >= 0) {
            double millis = latencyNanos / 1e6;
            firstTokenMillis = firstTokenMillis < 0
                    ? millis
                    : firstTokenMillis + WEIGHT_OF_THE_LATEST * (millis - firstTokenMillis);
        }
    }

    public void failed(Failure failure, long now) {
        if (failure.reason() == Failure.Reason.CLIENT) {
            answered(-1);
        } else {
            failed(failure.reason() == Failure.Reason.MISCONFIGURED ? FAILURES_IN_A_ROW : 1, now);
        }
    }

    private synchronized void failed(int weight, long now) {
        failures += weight;
        if (resting || failures >= FAILURES_IN_A_ROW) {
            resting = true;
            restsUntil = now + restNanos;
            restNanos = Math.min(LONGEST_REST_NANOS, 2 * restNanos);
        }
    }

    /** What is told of it. */
    public synchronized Seen seen() {
        String status = resting ? "down" : failures > 0 ? "degraded" : "healthy";
        return new Seen(status, Math.round(firstTokenMillis));
    }

    /** A look at a target; the latency is to the first token, or of the whole where nothing was streamed, −1 when unknown. */
    public record Seen(String status, long latencyMillis) {}
}
