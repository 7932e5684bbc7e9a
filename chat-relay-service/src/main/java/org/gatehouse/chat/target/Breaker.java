package org.gatehouse.chat.target;

import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker without a timer or a thread. Closed until three failures in a row; then open for a second, twice as long
 * each time up to a minute; then half-open: one request may find out, and whoever asks next waits for it or for five seconds.
 * All times are of {@link System#nanoTime}.
 */
final class Breaker {

    private static final int FAILURES_IN_A_ROW = 3;
    private static final long FIRST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private int failures;
    private long restNanos = FIRST_REST_NANOS;
    private long restsUntil;
    private boolean open;

    /** Says what may be done; {@link Health.State#TO_BE_TRIED} is said to one caller only. */
    synchronized Health.State ask(long now) {
        if (!open) {
            return Health.State.READY;
        }
        if (now - restsUntil < 0) {
            return Health.State.RESTING;
        }
        restsUntil = now + PROBE_NANOS;
        return Health.State.TO_BE_TRIED;
    }

    synchronized void answered() {
        failures = 0;
        open = false;
        restNanos = FIRST_REST_NANOS;
    }

    synchronized void failed(long now) {
        failures++;
        if (open || failures >= FAILURES_IN_A_ROW) {
            openFrom(now);
        }
    }

    /** Opens at the first failure: asking once more would end the same. */
    synchronized void failedForGood(long now) {
        failures++;
        openFrom(now);
    }

    private void openFrom(long now) {
        open = true;
        restsUntil = now + restNanos;
        restNanos = Math.min(LONGEST_REST_NANOS, 2 * restNanos);
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized boolean hasFailed() {
        return failures > 0;
    }
}
