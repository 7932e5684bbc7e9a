package org.gatehouse.kit.token;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.InstantSource;
import java.util.Optional;

/** What the Keycloak realm signs with: fetched in the background, and good for a day while the realm cannot be reached. */
@Context
@Bean(typed = RealmKeys.class)
@Requires(beans = ForeignIssuerConfig.class)
final class RealmKeys implements KeySource {

    private final FetchedKeys keys;

    RealmKeys(ForeignIssuerConfig config, AuthServer http, InstantSource clock) {
        this.keys = new FetchedKeys("the Keycloak realm", config.keySetUrls(), http, clock);
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
