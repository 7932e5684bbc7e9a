package org.gatehouse.gateway.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.gateway.limit.RouteLimits;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.gateway.route.RouteTable;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.upstream.Retries;

/** A route as people read it. */
@Serdeable
record RouteView(
        String name,
        List<String> methods,
        List<String> hosts,
        List<String> paths,
        String service,
        String access,
        String limit,
        @JsonProperty("body_limit_bytes") long bodyLimitBytes,
        @JsonProperty("total_timeout") String totalTimeout,
        String retry,
        String upgrade,
        @JsonProperty("cors_origins") List<String> corsOrigins) {

    static RouteView of(RouteTable.Row row) {
        var route = row.route();
        return new RouteView(
                route.name(),
                row.methods(),
                row.hosts(),
                row.paths(),
                route.service(),
                access(route),
                limit(route.requestLimits()),
                route.bodyLimit(),
                route.limits().total().toString(),
                retry(route.limits().retries()),
                route.webSocket() ? "websocket" : "none",
                route.answers().corsOrigins().stream().sorted().toList());
    }

    static String access(Route route) {
        var base = switch (route.access()) {
            case Access.Public() -> "public";
            case Access.Requires(var permissions) when permissions.isEmpty() -> "authenticated";
            case Access.Requires(var permissions) ->
                permissions.stream().map(Permission::wire).sorted().collect(Collectors.joining(","));
        };
        return route.stepUp()
                .map(stepUp -> "%s, step-up to acr %s within %s".formatted(base, stepUp.acr(), stepUp.maxAge()))
                .orElse(base);
    }

    static String limit(RouteLimits limits) {
        var perClient = limits.perClient().isEmpty()
                ? "default"
                : limits.perClient().getAsInt() == 0
                        ? "none"
                        : limits.perClient().getAsInt() + "/min as " + limits.group();
        return limits.inAll() == 0 ? perClient : perClient + ", " + limits.inAll() + "/min in all";
    }

    static String retry(Retries retries) {
        var after = Stream.of(retries.afterRefusal() ? "connect" : "", retries.afterSilence() ? "no-answer" : "")
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(", "));
        return retries.most() == 0 || after.isEmpty() ? "never" : "%d on %s".formatted(retries.most(), after);
    }

    String line() {
        return "%-24s %-28s %-20s %-34s %-18s %s"
                .formatted(name, String.join(",", methods), service, access, limit, String.join(" ", paths));
    }
}
