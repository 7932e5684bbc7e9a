package org.gatehouse.kit.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Tells operators whether tokens of the realm can be verified; without a key they are answered 503. */
@Singleton
@Requires(beans = RealmKeys.class)
final class RealmKeysMeter implements MeterBinder {

    private final RealmKeys keys;

    RealmKeysMeter(RealmKeys keys) {
        this.keys = keys;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "gatehouse.realm.keys",
                        keys,
                        realm -> realm.known().map(known -> known.byId().size()).orElse(0))
                .description("Signing keys of the Keycloak realm at hand; at 0 its tokens cannot be verified")
                .register(registry);
    }
}
