package org.gatehouse.kit.upstream;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One address of a {@link TargetGroup}: where to connect, as whom to speak to it, and how busy it is with us. */
public final class Target {

    private static final long FIRST_BENCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_BENCH_SHIFT = 5;
    private static final int FAILURES_IN_A_ROW = 5;

    private final BaseUri base;
    private final Origin origin;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int failures;
    private volatile int failuresInARow;
    private volatile int ejections;
    private volatile boolean ready = true;
    private volatile long benchedUntil = System.nanoTime();

    Target(BaseUri base, InetSocketAddress address) {
        this.base = base;
        this.origin = new Origin(address, base.tls(), base.host());
    }

    /** Host and port as configured, the value of the {@code Host} header. */
    public String authority() {
        return base.authority();
    }

    public InetSocketAddress address() {
        return origin.address();
    }

    public int inFlight() {
        return inFlight.get();
    }

    Origin origin() {
        return origin;
    }

    BaseUri base() {
        return base;
    }

    void begin() {
        inFlight.incrementAndGet();
    }

    void end() {
        inFlight.decrementAndGet();
    }

    /** How often it was put aside for its failures. */
    public int ejections() {
        return ejections;
    }

    /** Whether calls go to it only when there is no other: it failed lately, or says itself that it is not ready. */
    public boolean isAside() {
        return !ready || benched();
    }

    /** What a health check of its own found; true until the first. */
    public void setReady(boolean now) {
        ready = now;
    }

    /** It answered: a response's head came. */
    void answered() {
        if (failuresInARow > 0 || failures > 0) {
            failuresInARow = 0;
            failures = 0;
        }
    }

    /** It took a call and did not answer it as HTTP demands: five times in a row, and others go first for a while. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a lost count between loops only delays it by a call
    void failedToAnswer() {
        failuresInARow++;
        if (failuresInARow >= FAILURES_IN_A_ROW) {
            failuresInARow = 0;
            failed();
        }
    }

    /** No connection: others go first for a while, 1 s after the first failure and at most 32 s. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a lost count between loops only shortens the bench
    void failed() {
        benchedUntil = System.nanoTime() + (FIRST_BENCH_NANOS << Math.min(failures, LONGEST_BENCH_SHIFT));
        failures++;
        ejections++;
    }

    boolean benched() {
        return failures > 0 && benchedUntil - System.nanoTime() > 0;
    }

    @Override
    public String toString() {
        // Of an address it shows a slash before the number, and a name that is the number twice.
        var at = origin.address().toString();
        var number = at.substring(at.indexOf('/') + 1);
        return number.equals(authority()) ? number : authority() + " (" + number + ")";
    }
}
