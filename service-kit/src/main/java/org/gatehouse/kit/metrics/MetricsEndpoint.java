package org.gatehouse.kit.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;

/**
 * {@code GET /metrics} on the management port, in Prometheus's text format 0.0.4, where every scraper looks for it; the
 * framework's own endpoint of that name speaks a format of its own.
 */
@Endpoint(id = "metrics", defaultSensitive = false)
@Replaces(io.micronaut.configuration.metrics.management.endpoint.MetricsEndpoint.class)
final class MetricsEndpoint {

    private final PrometheusMeterRegistry registry;

    MetricsEndpoint(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Read(produces = "text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return registry.scrape();
    }
}
