package org.gatehouse.kit.token;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.InstantSource;
import java.util.Optional;

/** The key set auth-service publishes. */
@Context
@Requires(missingBeans = KeySource.class)
final class PublishedKeys implements KeySource {

    private final FetchedKeys keys;

    PublishedKeys(TokensConfig config, AuthServer auth, InstantSource clock) {
        this.keys = new FetchedKeys("auth-service", config.keySetUrls(), auth, clock);
    }

    @Override
    public Optional<VerificationKeys> known() {
        return keys.known();
    }

    @Override
    public Optional<VerificationKeys> refreshed() {
        return keys.refreshed();
    }

    @Scheduled(fixedDelay = "1s")
    void keepFresh() {
        keys.keepFresh();
    }
}
