package org.gatehouse.gateway.limit;

/**
 * Where a client stands with a limit.
 *
 * @param limit requests a minute
 * @param remaining of them until the reset
 * @param resetSeconds until the limit is whole again, 0 to 60
 */
public record Standing(int limit, int remaining, int resetSeconds) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static Standing of(int limit, long remaining, long resetNanos) {
        long seconds = (resetNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        return new Standing(limit, (int) Math.max(0, remaining), Math.clamp(seconds, 0, 60));
    }
}
