package org.gatehouse.gateway.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.health.PollKeycloak;
import org.gatehouse.gateway.health.Status;
import org.gatehouse.gateway.route.Routes;
import org.gatehouse.gateway.service.ServiceGroup;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.kit.upstream.Target;
import org.jspecify.annotations.Nullable;

/** The state of the edge at one moment: services and replicas as they are, requests as counted since the start. */
@Singleton
final class EdgeStatus {

    @Serdeable
    @Schema(name = "ServiceReplica")
    record Replica(
            String address,
            boolean aside,
            @JsonProperty("in_flight") int inFlight,
            int ejections) {

        static Replica of(Target target) {
            return new Replica(target.toString(), target.isAside(), target.inFlight(), target.ejections());
        }
    }

    @Serdeable
    @Schema(name = "ServiceState")
    record ServiceState(
            String name,
            @JsonProperty("concurrency_limit") int concurrencyLimit,
            int waiting,
            long shed,
            int retries,
            List<Replica> replicas) {

        static ServiceState of(String name, ServiceGroup group) {
            return new ServiceState(
                    name,
                    group.concurrency().limit(),
                    group.concurrency().waiting(),
                    group.concurrency().shed(),
                    group.replicas().retries(),
                    group.targets().stream().map(Replica::of).toList());
        }
    }

    @Serdeable
    @Schema(name = "RouteCount")
    record RouteCount(
            String route,
            String status,
            long requests,
            @JsonProperty("mean_ms") double meanMillis) {}

    @Serdeable
    @Schema(name = "RouteState")
    record RouteState(int count, List<String> refused) {}

    @Serdeable
    @Schema(name = "EdgeStatus")
    record State(
            RouteState routes,
            List<ServiceState> services,
            @Nullable Status keycloak,
            List<RouteCount> requests) {}

    private final Routes routes;
    private final ServiceTargets targets;
    private final MeterRegistry registry;
    private final @Nullable PollKeycloak keycloak;

    EdgeStatus(Routes routes, ServiceTargets targets, MeterRegistry registry, @Nullable PollKeycloak keycloak) {
        this.keycloak = keycloak;
        this.routes = routes;
        this.targets = targets;
        this.registry = registry;
    }

    State now() {
        var refused = routes.last() instanceof Routes.Reloaded.Refused(var reasons) ? reasons : List.<String>of();
        var services = new TreeMap<>(targets.all())
                .entrySet().stream()
                        .map(entry -> ServiceState.of(entry.getKey(), entry.getValue()))
                        .toList();
        var counts = registry.find("gatehouse.edge.requests").timers().stream()
                .map(EdgeStatus::count)
                .filter(count -> count.requests() > 0)
                .toList();
        return new State(
                new RouteState(routes.current().rows().size(), refused),
                services,
                keycloak == null ? null : keycloak.status(),
                counts);
    }

    private static RouteCount count(Timer timer) {
        return new RouteCount(
                String.valueOf(timer.getId().getTag("route")),
                String.valueOf(timer.getId().getTag("status")),
                timer.count(),
                timer.mean(TimeUnit.MILLISECONDS));
    }
}
