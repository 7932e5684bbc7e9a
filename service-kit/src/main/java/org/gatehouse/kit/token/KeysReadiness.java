package org.gatehouse.kit.token;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready without a single key to verify tokens with: every request would be answered 503. */
@Singleton
@Readiness
final class KeysReadiness implements HealthIndicator {

    private final KeySource keys;

    KeysReadiness(KeySource keys) {
        this.keys = keys;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var status = keys.known().isPresent() ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(HealthResult.builder("token-keys", status).build());
    }
}
