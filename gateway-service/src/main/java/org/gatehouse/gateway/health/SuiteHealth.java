package org.gatehouse.gateway.health;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.gateway.service.Services;

/**
 * The answer of {@code GET /health}.
 *
 * <p>healthy: every service is ready. unhealthy: the edge can serve nobody, that is auth-service is not ready, so that
 * nobody can sign in, and either no other service is ready or no credential is known that could be let through to
 * them. degraded: all between.
 */
@Serdeable
record SuiteHealth(Status status, SortedMap<String, ServiceHealth> services) {

    static SuiteHealth of(Map<String, ServiceHealth> services, boolean knowsCredentials) {
        var sorted = new TreeMap<>(services);
        if (sorted.values().stream().allMatch(ServiceHealth::isUp)) {
            return new SuiteHealth(Status.HEALTHY, sorted);
        }
        boolean authUp =
                sorted.getOrDefault(Services.AUTH, ServiceHealth.NOT_POLLED).isUp();
        boolean anyUp = sorted.values().stream().anyMatch(ServiceHealth::isUp);
        boolean serving = authUp || (anyUp && knowsCredentials);
        return new SuiteHealth(serving ? Status.DEGRADED : Status.UNHEALTHY, sorted);
    }
}
