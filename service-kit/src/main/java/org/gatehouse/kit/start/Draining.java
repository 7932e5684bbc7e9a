package org.gatehouse.kit.start;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready once the end was announced, although everything is still served: whoever balances load goes elsewhere first. */
@Singleton
@Readiness
final class Draining implements HealthIndicator {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var status = begun ? HealthStatus.DOWN : HealthStatus.UP;
        return Publishers.just(HealthResult.builder("draining", status).build());
    }
}
