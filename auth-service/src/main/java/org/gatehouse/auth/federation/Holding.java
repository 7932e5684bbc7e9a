package org.gatehouse.auth.federation;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.auth.revocation.Revocations;

/**
 * Whom to look for: what lets a user of another issuer in here: an API key that works now, their own or a program's of theirs, or a token.
 *
 * @param keysUsedSince keys that were neither made nor used since are left out
 * @param tokensSince tokens that were issued before are left out
 * @param leftSince who has left before is not asked about any more
 */
public record Holding(Instant now, Instant keysUsedSince, Instant tokensSince, Instant leftSince) {

    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Whoever comes back later needs an administrator here. */
    private static final Duration MAY_COME_BACK = Duration.ofDays(30);

    /** Any key, and every token that may still live. */
    public static Holding anything(Instant now) {
        var oldest = now.minus(Revocations.FOREIGN_SESSIONS_REMEMBERED).minus(SKEW);
        return new Holding(now, Instant.EPOCH, oldest, now.minus(MAY_COME_BACK));
    }

    /** A key that was used within this time, and nothing else. */
    public static Holding keysUsedWithin(Duration time, Instant now) {
        return new Holding(now, now.minus(time), now.plus(SKEW), now.plus(SKEW));
    }
}
