package org.gatehouse.gateway.operate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import org.gatehouse.gateway.overload.ConnectionCap;
import org.gatehouse.gateway.route.Routes;
import org.gatehouse.gateway.service.ServiceGroup;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.gateway.service.Services;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.upstream.Target;

/** What an operator watches of services and replicas. Labels are the names of configured services. */
@Singleton
final class ServiceMeters implements MeterBinder {

    private static final String LABEL = "service";

    private final Services services;
    private final ServiceTargets targets;
    private final Routes routes;
    private final ConnectionCap cap;
    private final Tunnels tunnels;

    ServiceMeters(Services services, ServiceTargets targets, Routes routes, ConnectionCap cap, Tunnels tunnels) {
        this.services = services;
        this.targets = targets;
        this.routes = routes;
        this.cap = cap;
        this.tunnels = tunnels;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        services.names().forEach(name -> bind(registry, name, targets.of(name)));
        Gauge.builder("gatehouse.edge.routes", routes, it -> it.current().rows().size())
                .register(registry);
        Gauge.builder(
                        "gatehouse.edge.routes.refused",
                        routes,
                        it -> it.last() instanceof Routes.Reloaded.Refused ? 1 : 0)
                .description("1 while what is written about routes is refused, and older ones are in force")
                .register(registry);
        Gauge.builder("gatehouse.edge.tunnels", tunnels, Tunnels::count)
                .description("WebSocket connections passed through")
                .register(registry);
        FunctionCounter.builder("gatehouse.edge.connections.refused", cap, ConnectionCap::refused)
                .description("connections over the limit of their address")
                .register(registry);
    }

    private static void bind(MeterRegistry registry, String name, ServiceGroup group) {
        Gauge.builder("gatehouse.edge.in.flight", group, ServiceMeters::inFlight)
                .description("requests under way, streams included")
                .tag(LABEL, name)
                .register(registry);
        Gauge.builder(
                        "gatehouse.edge.concurrency.limit",
                        group,
                        it -> it.concurrency().limit())
                .description("requests that may await an answer's head")
                .tag(LABEL, name)
                .register(registry);
        Gauge.builder(
                        "gatehouse.edge.concurrency",
                        group,
                        it -> it.concurrency().waiting())
                .description("requests that await an answer's head")
                .tag(LABEL, name)
                .register(registry);
        FunctionCounter.builder(
                        "gatehouse.edge.shed", group, it -> it.concurrency().shed())
                .description("requests turned away for overload")
                .tag(LABEL, name)
                .register(registry);
        FunctionCounter.builder(
                        "gatehouse.edge.retries", group, it -> it.replicas().retries())
                .description("requests that were sent once more")
                .tag(LABEL, name)
                .register(registry);
        FunctionCounter.builder("gatehouse.edge.ejections", group, ServiceMeters::ejections)
                .description("times a replica was put aside for its failures")
                .tag(LABEL, name)
                .register(registry);
        Gauge.builder("gatehouse.edge.replicas", group, it -> it.targets().size())
                .description("replicas known, those put aside included")
                .tag(LABEL, name)
                .register(registry);
        Gauge.builder("gatehouse.edge.replicas.aside", group, ServiceMeters::aside)
                .description("replicas asked only when there is no other")
                .tag(LABEL, name)
                .register(registry);
    }

    private static double inFlight(ServiceGroup group) {
        return group.targets().stream().mapToInt(Target::inFlight).sum();
    }

    private static double ejections(ServiceGroup group) {
        return group.targets().stream().mapToInt(Target::ejections).sum();
    }

    private static double aside(ServiceGroup group) {
        return group.targets().stream().filter(Target::isAside).count();
    }
}
