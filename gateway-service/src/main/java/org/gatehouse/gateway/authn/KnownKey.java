package org.gatehouse.gateway.authn;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.kit.token.Caller;

/**
 * What an API key was exchanged for.
 *
 * @param renewFrom half of the token's life is over, or the last try to renew is long enough ago
 * @param renewFromWhenDeaf the same while no revocations are heard
 * @param goodUntil shortly before services refuse the token
 */
record KnownKey(String token, Caller.User caller, Instant renewFrom, Instant renewFromWhenDeaf, Instant goodUntil) {

    private static final Duration MARGIN = Duration.ofSeconds(5);

    static KnownKey of(Exchange.Exchanged.Granted granted, Instant now, Duration lifeWhenDeaf) {
        var caller = granted.caller();
        var halfLife = Duration.between(now, caller.expiresAt()).dividedBy(2);
        var deaf = halfLife.compareTo(lifeWhenDeaf) < 0 ? halfLife : lifeWhenDeaf;
        return new KnownKey(
                granted.token(),
                caller,
                now.plus(halfLife),
                now.plus(deaf),
                caller.expiresAt().minus(MARGIN));
    }

    KnownKey tryAgainAt(Instant later) {
        return new KnownKey(token, caller, later, later, goodUntil);
    }

    boolean isGood(Instant now) {
        return now.isBefore(goodUntil);
    }

    boolean isDue(Instant now, boolean hearsRevocations) {
        return !now.isBefore(hearsRevocations ? renewFrom : renewFromWhenDeaf);
    }

    @Override
    public String toString() {
        return "KnownKey[" + caller.accountId() + "]";
    }
}
