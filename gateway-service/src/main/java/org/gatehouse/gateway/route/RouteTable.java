package org.gatehouse.gateway.route;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.gateway.service.Services;

/** Every path the edge answers. Built whole from configuration or not at all; what it does not hold is 404. */
@Context
public final class RouteTable {

    private static final RouteMatch UNKNOWN = new RouteMatch.Unknown();

    private final PathTree<Map<String, RouteMatch>> tree = new PathTree<>();
    private final EncodedSlashes encodedSlashes;

    @Inject
    RouteTable(Collection<RouteConfig> routes, Services services, PropertyResolver settings) {
        this(routes.stream().map(route -> whole(route, settings)).toList(), services.names());
    }

    /** The framework takes a text where a map is due for nothing at all, and a demand would be lost without a word. */
    private static RouteConfig whole(RouteConfig route, PropertyResolver settings) {
        return settings.getProperty("gatehouse.routes." + route.name() + ".step-up", String.class)
                .map(text -> route.withStepUp(Map.of("", text)))
                .orElse(route);
    }

    RouteTable(Collection<RouteConfig> routes, Set<String> services) {
        var faults = new ArrayList<String>();
        var prefixes = new ArrayList<String>();
        if (routes.isEmpty()) {
            faults.add("gatehouse.routes: must hold at least one route");
        }
        for (var page : LocalPage.ALL) {
            page.patterns().forEach(pattern -> add(pattern, List.of("GET"), new RouteMatch.Page(page.routeName())));
        }
        for (var config : routes) {
            switch (CheckRoute.check(config, services)) {
                case CheckRoute.Checked.Good good -> add(good, prefixes, faults);
                case CheckRoute.Checked.Bad(var reasons) -> faults.addAll(reasons);
            }
        }
        encodedSlashes = new EncodedSlashes(prefixes);
        if (!faults.isEmpty()) {
            throw new ConfigurationException("Routes refused: " + String.join("; ", faults));
        }
    }

    private void add(CheckRoute.Checked.Good good, List<String> prefixes, List<String> faults) {
        var match = new RouteMatch.Proxied(good.route());
        for (var pattern : good.patterns()) {
            pattern.prefixBeforeRest().ifPresent(prefixes::add);
            if (!add(pattern, good.methods(), match)) {
                faults.add("gatehouse.routes." + good.route().name() + ": another route has the same method and path");
            }
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

    /** Whether the guard may let {@code %2F} through in this raw path, for {@link #normal} to resolve. */
    boolean welcomesEncodedSlash(String path) {
        return encodedSlashes.areWelcomeIn(path);
    }

    /** The one spelling of a path that is matched and forwarded; empty when it has none. */
    public Optional<String> normal(String path) {
        return encodedSlashes.resolve(path);
    }

    /** Takes the path as {@link #normal} spells it. */
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
