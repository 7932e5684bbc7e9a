package org.gatehouse.gateway.service;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The services the edge stands in front of, as configured under {@code gatehouse.services}. */
@Context
public final class Services {

    /** The one service whose absence the edge itself can feel: it knows who is who. */
    public static final String AUTH = "auth-service";

    private final Map<String, Service> byName;

    Services(Collection<ServiceConfig> configs) {
        var faults = new ArrayList<String>();
        var services = new TreeMap<String, Service>();
        for (var config : configs) {
            var key = "gatehouse.services." + config.name();
            var urls = config.url();
            if (urls == null || urls.isEmpty() || !urls.stream().allMatch(Services::isBase)) {
                faults.add(key + ".url: must be one or more http(s) addresses without a path");
            } else if (config.healthUrl() == null || config.healthUrl().isEmpty()) {
                faults.add(key + ".health-url: is missing");
            } else {
                services.put(config.name(), new Service(config.name(), urls, config.healthUrl()));
            }
        }
        if (!services.containsKey(AUTH) && faults.isEmpty()) {
            faults.add("gatehouse.services." + AUTH + ": is missing");
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("Services refused: " + String.join("; ", faults));
        }
        byName = Collections.unmodifiableMap(services);
    }

    private static boolean isBase(URI uri) {
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return web
                && uri.getHost() != null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** In the order of their names. */
    public Collection<Service> all() {
        return byName.values();
    }

    public Optional<Service> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Service auth() {
        return find(AUTH).orElseThrow();
    }
}
