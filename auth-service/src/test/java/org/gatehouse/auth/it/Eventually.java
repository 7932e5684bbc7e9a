package org.gatehouse.auth.it;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Looks again and again until something is so. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    static <T> void becomes(T expected, Supplier<T> look) {
        becomes(expected, look, PATIENCE);
    }

    static <T> void becomes(T expected, Supplier<T> look, Duration patience) {
        var end = Instant.now().plus(patience);
        var seen = look.get();
        while (!expected.equals(seen)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still " + seen + " instead of " + expected);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
    }
}
