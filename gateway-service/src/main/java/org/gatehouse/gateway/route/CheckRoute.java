package org.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatehouse.kit.upstream.CallLimits;
import org.jspecify.annotations.Nullable;

/** Turns what was written into a route, or into every reason why it is none, each beginning with its key. */
final class CheckRoute {

    sealed interface Checked {
        record Good(Route route, List<PathPattern> patterns, List<String> methods) implements Checked {}

        record Bad(List<String> reasons) implements Checked {}
    }

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final long MAX_BODY_BYTES = 100L * 1024 * 1024;

    private final RouteConfig config;
    private final List<String> reasons = new ArrayList<>();

    private CheckRoute(RouteConfig config) {
        this.config = config;
    }

    static Checked check(RouteConfig config, Set<String> services) {
        return new CheckRoute(config).check(services);
    }

    private Checked check(Set<String> services) {
        var methods =
                some("methods", config.methods(), method -> Optional.of(method).filter(METHODS::contains));
        var patterns = some("paths", config.paths(), CheckRoute::publicPattern);
        var service = one("service", config.service(), name -> Optional.of(name).filter(services::contains));
        var access = one("access", config.access(), Access::parse);
        if (config.bodyLimit() < 0 || config.bodyLimit() > MAX_BODY_BYTES) {
            refuse("body-limit", "must be between 0 and 100MB");
        }
        var limits = limits();
        if (!reasons.isEmpty()) {
            return new Checked.Bad(reasons);
        }
        var route = new Route(
                config.name(),
                service.orElseThrow(),
                access.orElseThrow(),
                config.bodyLimit(),
                limits.orElseThrow(),
                config.basicAuthorization());
        return new Checked.Good(route, patterns, methods);
    }

    /** What services keep for each other is never routed, whatever is written. */
    private static Optional<PathPattern> publicPattern(String path) {
        return PathPattern.parse(path)
                .filter(pattern -> !pattern.segments().isEmpty()
                        && pattern.segments().getFirst() instanceof PathPattern.Segment.Literal(var first)
                        && !first.equals("internal"));
    }

    private Optional<CallLimits> limits() {
        try {
            return Optional.of(new CallLimits(
                    CallLimits.DEFAULT.connect(), config.headTimeout(), config.idleTimeout(), config.totalTimeout()));
        } catch (IllegalArgumentException e) {
            refuse("head-timeout, idle-timeout, total-timeout", "must each be positive");
            return Optional.empty();
        }
    }

    private <T> List<T> some(String key, @Nullable List<String> values, Function<String, Optional<T>> parse) {
        if (values == null || values.isEmpty()) {
            refuse(key, "is missing");
            return List.of();
        }
        return values.stream()
                .map(value -> one(key, value, parse))
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Optional<T> one(String key, @Nullable String value, Function<String, Optional<T>> parse) {
        var parsed = value == null ? Optional.<T>empty() : parse.apply(value);
        if (parsed.isEmpty()) {
            refuse(key, value == null ? "is missing" : "'" + value + "' is not known or not allowed");
        }
        return parsed;
    }

    private void refuse(String key, String reason) {
        reasons.add("gatehouse.routes." + config.name() + "." + key + ": " + reason);
    }
}
