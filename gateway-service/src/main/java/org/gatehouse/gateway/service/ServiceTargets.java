package org.gatehouse.gateway.service;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.overload.OverloadConfig;
import org.gatehouse.kit.upstream.TargetGroups;

/** The replicas of each service. */
@Singleton
public final class ServiceTargets {

    private final Map<String, ServiceGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, List<URI>> added = new ConcurrentHashMap<>();
    private final TargetGroups lookups;
    private final OverloadConfig overload;

    ServiceTargets(Services services, TargetGroups lookups, OverloadConfig overload) {
        this.lookups = lookups;
        this.overload = overload;
        services.all().forEach(service -> groups.put(service.name(), group(service.urls())));
    }

    /** A service that was not there at the start. Looks names up: not on an event loop. */
    public synchronized void add(String service, List<URI> urls) {
        if (!urls.equals(added.put(service, urls))) {
            groups.put(service, group(urls));
        }
    }

    private ServiceGroup group(List<URI> urls) {
        return new ServiceGroup(lookups.of(urls), new ConcurrencyLimit(overload));
    }

    public Map<String, ServiceGroup> all() {
        return Map.copyOf(groups);
    }

    /** The service is one of those the route table was checked against. */
    public ServiceGroup of(String service) {
        var group = groups.get(service);
        if (group == null) {
            throw new IllegalArgumentException("No service is named " + service);
        }
        return group;
    }
}
