package org.gatehouse.catalog.source;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready before each source has been asked once, whatever it answered: a first list is then complete, and an upstream that is down stops nobody. */
@Singleton
@Readiness
final class CatalogReadiness implements HealthIndicator {

    private final Sources sources;

    CatalogReadiness(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var asked =
                sources.watched().stream().allMatch(source -> source.standing().asked() != null);
        return Publishers.just(HealthResult.builder("catalog", asked ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
    }
}
