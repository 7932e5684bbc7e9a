package org.gatehouse.gateway.authn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.gateway.authn.Exchange.Exchanged;

/**
 * API keys by their digest: the good ones until their token dies, the refused ones for a short while and apart from
 * the good, so that a flood of bad keys pushes none of these out.
 */
@Singleton
final class KnownKeys {

    private final Cache<KeyDigest, KnownKey> granted;
    private final Cache<KeyDigest, Boolean> refused;
    private final AuthnConfig config;
    private final InstantSource clock;

    KnownKeys(AuthnConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.granted = Caffeine.newBuilder()
                .maximumSize(config.knownKeys())
                .expireAfter(Expiry.writing((KeyDigest _, KnownKey known) -> left(known)))
                .build();
        this.refused = Caffeine.newBuilder()
                .maximumSize(config.refusedKeys())
                .expireAfterWrite(config.refusalLife())
                .build();
    }

    private Duration left(KnownKey known) {
        var left = Duration.between(clock.instant(), known.goodUntil());
        return left.isNegative() ? Duration.ZERO : left;
    }

    Optional<KnownKey> find(KeyDigest digest) {
        return Optional.ofNullable(granted.getIfPresent(digest)).filter(known -> known.isGood(clock.instant()));
    }

    boolean isRefused(KeyDigest digest) {
        return refused.getIfPresent(digest) != null;
    }

    /** What could not be asked changes nothing: a key that worked goes on working. */
    void learn(KeyDigest digest, Exchanged outcome) {
        switch (outcome) {
            case Exchanged.Granted granting ->
                granted.put(digest, KnownKey.of(granting, clock.instant(), config.renewalWithoutRevocations()));
            case Exchanged.Refused() -> {
                granted.invalidate(digest);
                refused.put(digest, true);
            }
            case Exchanged.Unavailable _ -> {}
        }
    }

    boolean isRenewalDue(KnownKey known, boolean hearsRevocations) {
        return known.isDue(clock.instant(), hearsRevocations);
    }

    /** Claims the renewal of a key: true for one caller, and for nobody else until the pause is over. */
    boolean claimRenewal(KeyDigest digest, KnownKey known) {
        return granted.asMap()
                .replace(digest, known, known.tryAgainAt(clock.instant().plus(config.renewalPause())));
    }

    long size() {
        return granted.estimatedSize();
    }
}
