package org.gatehouse.gateway.service;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.TargetGroups;

/** The replicas of each service. */
@Singleton
public final class ServiceTargets {

    private final Map<String, TargetGroup> groups;

    ServiceTargets(Services services, TargetGroups groups) {
        this.groups = services.all().stream()
                .collect(Collectors.toUnmodifiableMap(Service::name, service -> groups.of(service.urls())));
    }

    /** The service is one of those the route table was checked against. */
    public TargetGroup of(String service) {
        var group = groups.get(service);
        if (group == null) {
            throw new IllegalArgumentException("No service is named " + service);
        }
        return group;
    }
}
