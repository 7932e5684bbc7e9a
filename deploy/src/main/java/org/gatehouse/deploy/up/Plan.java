package org.gatehouse.deploy.up;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which processes will run and on which ports: the configured ones first, free ones for further replicas. */
record Plan(List<Instance> instances, String host, Optional<KeycloakPlan> keycloak) {

    Plan {
        instances = List.copyOf(instances);
    }

    /** One process of each service on its configured port, whether it is free or not. */
    static Plan configured(Settings settings) throws CannotStart {
        var instances = new ArrayList<Instance>();
        for (var service : Service.values()) {
            int port = settings.port(service.setting("PORT"), service.port());
            int management = settings.port(service.setting("MANAGEMENT_PORT"), service.managementPort());
            instances.add(new Instance(service, 1, port, management));
        }
        return new Plan(instances, settings.loopback(), Optional.empty());
    }

    static Plan of(Options options, Settings settings) throws CannotStart {
        var instances = new ArrayList<>(configured(settings).instances());
        checkFree(instances, settings.loopback());
        for (var service : Service.values()) {
            for (int number = 2; number <= options.replicasOf(service); number++) {
                instances.add(new Instance(service, number, Ports.free(), Ports.free()));
            }
        }
        instances.sort(Comparator.comparing(Instance::service).thenComparingInt(Instance::number));
        return new Plan(instances, settings.loopback(), keycloak(options, settings, instances));
    }

    private static Optional<KeycloakPlan> keycloak(Options options, Settings settings, List<Instance> instances)
            throws CannotStart {
        if (options.identity() == Options.Identity.LOCAL) {
            return Optional.empty();
        }
        var local = new Plan(instances, settings.loopback(), Optional.empty());
        var edge = settings.text("GATEHOUSE_ISSUER")
                .orElse("http://localhost:" + local.first(Service.GATEWAY).port());
        return Optional.of(KeycloakPlan.of(options, settings, edge, local.url(Service.AUTH)));
    }

    Instance first(Service service) {
        return of(service).getFirst();
    }

    List<Instance> of(Service service) {
        return instances.stream().filter(i -> i.service() == service).toList();
    }

    String url(Service service) {
        return "http://" + host + ":" + first(service).port();
    }

    String urls(Service service) {
        return of(service).stream().map(i -> "http://" + host + ":" + i.port()).collect(Collectors.joining(","));
    }

    String health(Instance edge) {
        return "http://" + host + ":" + edge.port() + "/health";
    }

    String readinessOfAll(Service service) {
        return of(service).stream().map(this::readiness).collect(Collectors.joining(","));
    }

    String readiness(Instance instance) {
        return "http://" + host + ":" + instance.managementPort() + "/health/readiness";
    }

    String metrics(Instance instance) {
        return "http://" + host + ":" + instance.managementPort() + "/metrics";
    }

    private static void checkFree(List<Instance> instances, String address) throws CannotStart {
        for (var instance : instances) {
            Ports.checkFree(instance.port(), instance.service().setting("PORT"), address);
            Ports.checkFree(instance.managementPort(), instance.service().setting("MANAGEMENT_PORT"), address);
        }
    }
}
