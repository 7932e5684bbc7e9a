package org.gatehouse.gateway.service;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.TargetGroups;

/** The replicas of each service. */
@Singleton
public final class ServiceTargets {

    private final Map<String, TargetGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, List<URI>> added = new ConcurrentHashMap<>();
    private final TargetGroups lookups;

    ServiceTargets(Services services, TargetGroups lookups) {
        this.lookups = lookups;
        services.all().forEach(service -> groups.put(service.name(), lookups.of(service.urls())));
    }

    /** A service that was not there at the start. Looks names up: not on an event loop. */
    public synchronized void add(String service, List<URI> urls) {
        if (!urls.equals(added.put(service, urls))) {
            groups.put(service, lookups.of(urls));
        }
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
