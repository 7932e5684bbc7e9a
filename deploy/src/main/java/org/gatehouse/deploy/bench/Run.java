package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The counts of one load, written by the driver's thread. */
final class Run {
    private static final Duration AT_MOST_AFTER = Duration.ofSeconds(15);

    private final Duration length;
    private final Samples latency = new Samples();
    private final Samples firstToken = new Samples();
    private final CountDownLatch done = new CountDownLatch(1);
    private int answers;
    private int tokens;
    private int failures;
    private int open;
    private long endNanos;

    Run(Duration length) {
        this.length = length;
    }

    void start() {
        endNanos = System.nanoTime() + length.toNanos();
    }

    boolean over() {
        return System.nanoTime() - endNanos > 0;
    }

    void began() {
        open++;
    }

    void token(long nanos) {
        tokens++;
        latency.add(nanos);
    }

    void firstToken(long nanos) {
        firstToken.add(nanos);
    }

    void answered(long nanos, boolean good) {
        answers++;
        if (!good) {
            failures++;
        } else if (nanos >= 0) {
            latency.add(nanos);
        }
        ended();
    }

    void broken() {
        failures++;
        ended();
    }

    private void ended() {
        open--;
        settle();
    }

    /** Ends the run when its time is over and nothing is under way. */
    void settle() {
        if (open == 0 && over()) {
            done.countDown();
        }
    }

    void await() throws InterruptedException {
        if (!done.await(length.plus(AT_MOST_AFTER).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the target did not answer the last of its requests");
        }
    }

    Outcome outcome(Duration time, Map<String, Duration> cpu, boolean streams) {
        return new Outcome(streams ? tokens : answers, failures, time, cpu, latency, firstToken);
    }
}
