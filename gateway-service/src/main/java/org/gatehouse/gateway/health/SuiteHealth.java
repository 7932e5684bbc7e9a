package org.gatehouse.gateway.health;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.gateway.service.Services;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /health}.
 *
 * <p>healthy: every service is ready, Keycloak answers if there is one, and auth-service's revocations are heard of at once. unhealthy: the edge can serve
 * nobody, that is auth-service is not ready, so that nobody can sign in, and either no other service is ready or no
 * credential is known that could be let through to them. degraded: all between.
 */
@Serdeable
record SuiteHealth(
        Status status,
        SortedMap<String, ServiceHealth> services,
        @Nullable ServiceHealth keycloak) {

    static SuiteHealth of(Map<String, ServiceHealth> polled, boolean knowsCredentials, boolean hearsRevocations) {
        var services = new TreeMap<>(polled);
        if (!hearsRevocations) {
            services.computeIfPresent(Services.AUTH, (_, auth) -> auth.atMostDegraded());
        }
        return new SuiteHealth(status(services, knowsCredentials), services, null);
    }

    /** Keycloak serves no request, so without it a part is missing and no more. */
    SuiteHealth with(ServiceHealth realm) {
        boolean missing = status == Status.HEALTHY && realm.status() != Status.HEALTHY;
        return new SuiteHealth(missing ? Status.DEGRADED : status, services, realm);
    }

    private static Status status(Map<String, ServiceHealth> services, boolean knowsCredentials) {
        if (services.values().stream().allMatch(service -> service.status() == Status.HEALTHY)) {
            return Status.HEALTHY;
        }
        boolean authUp =
                services.getOrDefault(Services.AUTH, ServiceHealth.NOT_POLLED).isUp();
        boolean anyUp = services.values().stream().anyMatch(ServiceHealth::isUp);
        return authUp || (anyUp && knowsCredentials) ? Status.DEGRADED : Status.UNHEALTHY;
    }
}
