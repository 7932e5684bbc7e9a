package org.gatehouse.gateway.authn;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.gateway.authn.Exchange.Exchanged;
import org.gatehouse.kit.revocation.RevocationFeed;
import org.gatehouse.kit.revocation.Revocations;

/** Whom a credential speaks for that has to be exchanged: an API key, or a token of the realm that has been verified. */
@Singleton
final class KeyAuthentication {

    private final KnownKeys keys;
    private final Exchanges exchanges;
    private final Revocations revocations;
    private final RevocationFeed feed;

    KeyAuthentication(KnownKeys keys, Exchanges exchanges, Revocations revocations, RevocationFeed feed) {
        this.keys = keys;
        this.exchanges = exchanges;
        this.revocations = revocations;
        this.feed = feed;
    }

    /**
     * What can be said without asking. A key whose account was revoked as a whole is asked about again, since the
     * account may have lost no more than a role; a key that was revoked itself is not.
     */
    Optional<Authenticated> known(Exchangeable key) {
        var digest = key.digest();
        var known = keys.find(digest);
        if (known.isEmpty()) {
            return keys.isRefused(digest) ? Optional.of(new Authenticated.Refused()) : Optional.empty();
        }
        var caller = known.get().caller();
        if (revocations.cover(caller)) {
            return revocations.coverKeyOf(caller) ? Optional.of(new Authenticated.Refused()) : Optional.empty();
        }
        if (keys.isRenewalDue(known.get(), feed.isLive()) && keys.claimRenewal(digest, known.get())) {
            exchanges.join(key, digest, Optional.of(known.get()));
        }
        return Optional.of(new Authenticated.Accepted(caller, known.get().token()));
    }

    Authenticated ask(Exchangeable key) {
        var digest = key.digest();
        // Only a revoked answer is asked about anew: one that came in since the look-up is what was wanted.
        var revoked = keys.find(digest).filter(known -> revocations.cover(known.caller()));
        var outcome = exchanges.join(key, digest, revoked);
        return new Authenticated.Later(outcome.thenApply(this::judge));
    }

    private Authenticated judge(Exchanged outcome) {
        return switch (outcome) {
            case Exchanged.Granted(var token, var caller) ->
                revocations.cover(caller) ? new Authenticated.Refused() : new Authenticated.Accepted(caller, token);
            case Exchanged.Refused() -> new Authenticated.Refused();
            case Exchanged.Unavailable _ -> new Authenticated.Unavailable();
        };
    }
}
