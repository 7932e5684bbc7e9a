package org.gatehouse.auth.federation;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.auth.revocation.Revocations;

/**
 * What lets a user of another issuer in here: an API key that works now, their own or a program's of theirs, or a token.
 *
 * @param keysUsedSince keys that were neither made nor used since are left out
 * @param tokensSince tokens that were issued before are left out
 */
public record Holding(Instant now, Instant keysUsedSince, Instant tokensSince) {

    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Any key, and every token that may still live. */
    public static Holding anything(Instant now) {
        var oldest = now.minus(Revocations.FOREIGN_SESSIONS_REMEMBERED).minus(SKEW);
        return new Holding(now, Instant.EPOCH, oldest);
    }

    /** A key that was used within this time; tokens are fresh words of the issuer, so they are left out. */
    public static Holding keysUsedWithin(Duration time, Instant now) {
        return new Holding(now, now.minus(time), now.plus(SKEW));
    }
}
