package org.gatehouse.gateway.route;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.gateway.limit.RouteLimits;
import org.gatehouse.kit.upstream.CallLimits;

/**
 * A module that registered while the edge runs: all below its base path and below its name is forwarded to it.
 *
 * @param name of the module, in lower case; also its path's first segment
 * @param basePath without a slash at its end, such as {@code /api/v1/notes}
 */
public record ModuleRoute(String name, String basePath, List<URI> urls, Access access) {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final long BODY_BYTES = 1024 * 1024;

    public ModuleRoute {
        urls = List.copyOf(urls);
    }

    /** Under which its replicas are known. */
    String service() {
        return "module-" + name;
    }

    /** The table with the modules' routes, unless one of them reaches into what the table, or another module, has. */
    static RouteTable.Built join(
            RouteTable table, Collection<ModuleRoute> modules, Collection<RouteConfig> configs, Set<String> services) {
        var taken = new ArrayList<String>();
        LocalPage.ALL.forEach(page -> page.patterns().forEach(pattern -> taken.add(fixed(pattern.toString()))));
        table.rows().forEach(row -> row.paths().forEach(path -> taken.add(fixed(path))));
        var faults = new ArrayList<String>();
        var good = new ArrayList<CheckRoute.Checked.Good>();
        for (var module : modules) {
            var route = module.route();
            var conflict = route.isEmpty() ? Optional.of(module.basePath()) : module.conflict(taken);
            conflict.ifPresent(path -> faults.add("module " + module.name() + ": " + path + " is not for a module"));
            route.ifPresent(good::add);
            taken.addAll(List.of(module.basePath(), "/" + module.name()));
        }
        return faults.isEmpty() ? RouteTable.of(configs, services, good) : new RouteTable.Built.Refused(faults);
    }

    private Optional<CheckRoute.Checked.Good> route() {
        var named = RouteWords.name(name).flatMap(it -> RouteWords.publicPattern("/" + it + "/**"));
        var based = RouteWords.prefix(basePath).flatMap(it -> RouteWords.publicPattern(it + "/**"));
        if (named.isEmpty() || based.isEmpty() || urls.isEmpty()) {
            return Optional.empty();
        }
        var patterns = named.equals(based) ? List.of(named.get()) : List.of(named.get(), based.get());
        var route = new Route(
                service(),
                service(),
                access,
                BODY_BYTES,
                CallLimits.DEFAULT,
                false,
                RouteLimits.DEFAULT,
                Optional.empty(),
                new Answers(Set.of(), Optional.empty()),
                false,
                false);
        return Optional.of(new CheckRoute.Checked.Good(route, patterns, METHODS, List.of(), Optional.of(basePath)));
    }

    private Optional<String> conflict(List<String> taken) {
        return List.of(basePath, "/" + name).stream()
                .filter(mine -> taken.stream().anyMatch(other -> overlap(mine, other)))
                .findFirst();
    }

    private static boolean overlap(String mine, String other) {
        return !other.equals("/") && ((mine + "/").startsWith(other + "/") || (other + "/").startsWith(mine + "/"));
    }

    /** What every path that the pattern stands for begins with. */
    private static String fixed(String pattern) {
        int parameter = pattern.indexOf("/{");
        int rest = pattern.indexOf("/**");
        int end = Math.min(parameter < 0 ? pattern.length() : parameter, rest < 0 ? pattern.length() : rest);
        return pattern.substring(0, end);
    }
}
