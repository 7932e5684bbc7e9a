package org.gatehouse.gateway.route;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.gateway.service.Services;

/** Every path the edge answers. Built whole from configuration or not at all; what it does not hold is 404. */
@Context
public final class RouteTable {

    private static final RouteMatch UNKNOWN = new RouteMatch.Unknown();

    private final PathTree<Map<String, RouteMatch>> tree = new PathTree<>();

    @Inject
    RouteTable(Collection<RouteConfig> routes, Services services) {
        this(routes, services.names());
    }

    RouteTable(Collection<RouteConfig> routes, Set<String> services) {
        var faults = new ArrayList<String>();
        if (routes.isEmpty()) {
            faults.add("gatehouse.routes: must hold at least one route");
        }
        for (var page : LocalPage.ALL) {
            page.patterns().forEach(pattern -> add(pattern, List.of("GET"), new RouteMatch.Page(page.routeName())));
        }
        for (var config : routes) {
            switch (CheckRoute.check(config, services)) {
                case CheckRoute.Checked.Good(var route, var patterns, var methods) -> {
                    var match = new RouteMatch.Proxied(route);
                    for (var pattern : patterns) {
                        if (!add(pattern, methods, match)) {
                            faults.add("gatehouse.routes." + config.name()
                                    + ": another route has the same method and path");
                        }
                    }
                }
                case CheckRoute.Checked.Bad(var reasons) -> faults.addAll(reasons);
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("Routes refused: " + String.join("; ", faults));
        }
    }

    private boolean add(PathPattern pattern, List<String> methods, RouteMatch match) {
        var byMethod = tree.get(pattern).orElseGet(TreeMap::new);
        tree.put(pattern, byMethod);
        boolean free = true;
        for (var method : methods) {
            free &= byMethod.putIfAbsent(method, match) == null;
            if (method.equals("GET")) {
                byMethod.putIfAbsent("HEAD", match);
            }
        }
        return free;
    }

    /** Path as {@link NormalPath} leaves it. */
    public RouteMatch match(String method, String path) {
        var byMethod = tree.find(path);
        if (byMethod.isEmpty()) {
            return UNKNOWN;
        }
        var match = byMethod.get().get(method);
        return match != null
                ? match
                : new RouteMatch.MethodNotAllowed(List.copyOf(byMethod.get().keySet()));
    }
}
