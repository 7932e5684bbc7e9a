package org.gatehouse.kit.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets retries be a fifth of all calls at most, so that they never become the load that keeps replicas down. While it is
 * full a call costs one read of a number.
 */
final class RetryBudget {

    /** A call earns a fifth of a retry. */
    private static final int RETRY = 5;

    /** What may be spent at once, after a quiet time as after a start. */
    private static final int MOST = 100 * RETRY;

    private final AtomicInteger saved = new AtomicInteger(MOST);
    private final AtomicInteger spent = new AtomicInteger();

    void called() {
        if (saved.get() < MOST) {
            saved.incrementAndGet();
        }
    }

    /** Whether one may be made, which is then counted. */
    boolean take() {
        int before = saved.getAndUpdate(now -> now < RETRY ? now : now - RETRY);
        if (before < RETRY) {
            return false;
        }
        spent.incrementAndGet();
        return true;
    }

    int spent() {
        return spent.get();
    }
}
