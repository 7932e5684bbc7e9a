package org.gatehouse.deploy.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks another process again and again until it has reached a state; it tells nobody by itself. */
final class Eventually {
    private static final Duration PACE = Duration.ofMillis(5);

    private Eventually() {}

    /** How long it took. */
    static Duration within(Duration limit, String what, BooleanSupplier reached) {
        long started = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - started > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
