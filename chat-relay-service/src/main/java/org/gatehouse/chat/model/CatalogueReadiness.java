package org.gatehouse.chat.model;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready before the first list of models is here: no name could be resolved. */
@Singleton
@Readiness
final class CatalogueReadiness implements HealthIndicator {

    private final Catalogue catalogue;

    CatalogueReadiness(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var status = catalogue.loaded() ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(HealthResult.builder("catalogue", status).build());
    }
}
