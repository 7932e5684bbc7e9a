package org.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every path the edge answers. Built whole or not at all; what it does not hold is 404. */
public final class RouteTable {

    /** What came of building one. */
    sealed interface Built {
        record Whole(RouteTable table) implements Built {}

        record Refused(List<String> reasons) implements Built {}
    }

    /** A route with what it matches, for people to read. */
    public record Row(Route route, List<String> methods, List<String> hosts, List<String> paths) {}

    private final RouteTree anyHost = new RouteTree();
    private final Map<String, RouteTree> byHost = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private final EncodedSlashes encodedSlashes;
    private final Set<String> browserOrigins;

    private RouteTable(List<CheckRoute.Checked.Good> routes, List<String> faults) {
        for (var page : LocalPage.ALL) {
            var match = new RouteMatch.Page(page.routeName(), page.access());
            page.patterns().forEach(pattern -> anyHost.add(pattern, page.methods(), match));
        }
        routes.forEach(route -> add(route, faults));
        encodedSlashes = new EncodedSlashes(prefixes);
        browserOrigins = rows.stream()
                .flatMap(row -> row.route().answers().corsOrigins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param modules routes that were made at run time, checked already */
    static Built of(
            Collection<RouteConfig> configs, Set<String> services, Collection<CheckRoute.Checked.Good> modules) {
        var faults = new ArrayList<String>();
        if (configs.isEmpty()) {
            faults.add("gatehouse.routes: must hold at least one route");
        }
        var good = new ArrayList<CheckRoute.Checked.Good>();
        for (var config : configs) {
            switch (CheckRoute.check(config, services)) {
                case CheckRoute.Checked.Good route -> good.add(route);
                case CheckRoute.Checked.Bad(var reasons) -> faults.addAll(reasons);
            }
        }
        good.addAll(modules);
        var table = new RouteTable(good, faults);
        // Several routes may take a value from one variable.
        return faults.isEmpty()
                ? new Built.Whole(table)
                : new Built.Refused(faults.stream().distinct().toList());
    }

    private void add(CheckRoute.Checked.Good good, List<String> faults) {
        for (var pattern : good.patterns()) {
            pattern.prefixBeforeRest().ifPresent(prefixes::add);
            var match = new RouteMatch.Proxied(good.route(), rewrite(pattern, good.rewrite()));
            boolean free = true;
            for (var host : good.hosts()) {
                free &= byHost.computeIfAbsent(host, _ -> new RouteTree()).add(pattern, good.methods(), match);
            }
            if (good.hosts().isEmpty()) {
                free = anyHost.add(pattern, good.methods(), match);
            }
            if (!free) {
                faults.add(
                        RouteReader.ROOT + good.route().name() + ".paths: another route has the same method and path");
            }
        }
        var paths = good.patterns().stream().map(PathPattern::toString).toList();
        rows.add(new Row(good.route(), good.methods(), good.hosts(), paths));
    }

    private static Rewrite rewrite(PathPattern pattern, Optional<String> to) {
        return to.map(prefix -> {
                    var from = pattern.prefixBeforeRest().map(rest -> rest.substring(0, rest.length() - 1));
                    return new Rewrite(
                            from.or(pattern::literal).map(String::length).orElse(0), prefix);
                })
                .orElse(Rewrite.NONE);
    }

    /** In the order of the configuration. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Whose pages may call any route that has a list of its own. */
    public Set<String> browserOrigins() {
        return browserOrigins;
    }

    /** Whether the guard may let {@code %2F} through in this raw path, for {@link #normal} to resolve. */
    boolean welcomesEncodedSlash(String path) {
        return encodedSlashes.areWelcomeIn(path);
    }

    /** The one spelling of a path that is matched and forwarded; empty when it has none. */
    public Optional<String> normal(String path) {
        return encodedSlashes.resolve(path);
    }

    /**
     * Takes the path as {@link #normal} spells it. A route for the request's host goes before one for any.
     *
     * @param host the value of the {@code Host} header
     */
    public RouteMatch match(String method, @Nullable String host, String path) {
        var found = anyHost.match(method, path);
        if (byHost.isEmpty() || host == null) {
            return found;
        }
        var ofHost = byHost.get(withoutPort(host).toLowerCase(Locale.ROOT));
        var special = ofHost == null ? RouteTree.UNKNOWN : ofHost.match(method, path);
        boolean goesFirst = special instanceof RouteMatch.Proxied || found instanceof RouteMatch.Unknown;
        return goesFirst && !(found instanceof RouteMatch.Page) ? special : found;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
