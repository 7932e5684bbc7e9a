package org.gatehouse.kit.upstream;

import java.time.Duration;

/**
 * How long each part of one upstream call may take, and how often it may be made once more; every duration is positive.
 *
 * @param connect until the connection is up, TLS handshake included, per replica tried
 * @param head from the end of the request's body to the response's head
 * @param idle silence while either body is being sent and nothing holds it back on our side
 * @param total for the whole call
 */
public record CallLimits(Duration connect, Duration head, Duration idle, Duration total, Retries retries) {

    /** For calls between our own services. */
    public static final CallLimits DEFAULT = new CallLimits(
            Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(30));

    public CallLimits {
        requirePositive("connect", connect);
        requirePositive("head", head);
        requirePositive("idle", idle);
        requirePositive("total", total);
    }

    public CallLimits(Duration connect, Duration head, Duration idle, Duration total) {
        this(connect, head, idle, total, Retries.DEFAULT);
    }

    private static void requirePositive(String name, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(name + " limit must be positive: " + limit);
        }
    }
}
