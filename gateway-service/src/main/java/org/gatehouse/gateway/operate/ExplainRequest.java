package org.gatehouse.gateway.operate;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.Routes;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.upstream.Target;
import org.jspecify.annotations.Nullable;

/** Takes a request that is only described through the row of steps, and tells what each would do with it. */
@Singleton
final class ExplainRequest {

    /** One step's word; {@code passes} is false for the one that would refuse. */
    @Serdeable
    record Step(String step, boolean passes, String because) {}

    @Serdeable
    record Explanation(String method, String path, String outcome, List<Step> steps) {

        String text() {
            var lines = steps.stream()
                    .map(step -> "  %-4s %-10s %s".formatted(step.passes() ? "ok" : "no", step.step(), step.because()))
                    .collect(Collectors.joining("\n"));
            return "%s %s: %s\n%s\n".formatted(method, path, outcome, lines);
        }
    }

    /** @param permissions what the caller would hold, with commas; null for nobody known */
    record Question(
            String method,
            String path,
            @Nullable String host,
            @Nullable String permissions) {}

    private final Routes routes;
    private final ServiceTargets targets;

    ExplainRequest(Routes routes, ServiceTargets targets) {
        this.routes = routes;
        this.targets = targets;
    }

    Explanation explain(Question question) {
        var steps = new ArrayList<Step>();
        var table = routes.current();
        var path = question.path().startsWith("/") ? table.normal(question.path()) : Optional.<String>empty();
        if (path.isEmpty()) {
            steps.add(new Step("path", false, "has no normal form here"));
            return told(question, "404 for any method", steps);
        }
        steps.add(new Step("path", true, "is routed, authorised and forwarded as " + path.get()));
        return switch (table.match(question.method(), question.host(), path.get())) {
            case RouteMatch.Unknown() -> {
                steps.add(new Step("route", false, "no route has this path"));
                yield told(question, "404", steps);
            }
            case RouteMatch.MethodNotAllowed(var allowed) -> {
                steps.add(new Step("route", false, "the path takes " + String.join(", ", allowed) + " only"));
                yield told(question, "405", steps);
            }
            case RouteMatch.Page(var name, var access) -> {
                steps.add(new Step("route", true, name + ", answered by the edge itself"));
                yield access instanceof Access.Requires(var needed)
                        ? told(question, authorised(question, needed, steps, "200"), steps)
                        : told(question, "200", steps);
            }
            case RouteMatch.Proxied proxied -> told(question, proxied(question, proxied, path.get(), steps), steps);
        };
    }

    private static Explanation told(Question question, String outcome, List<Step> steps) {
        return new Explanation(question.method(), question.path(), outcome, steps);
    }

    private String proxied(Question question, RouteMatch.Proxied proxied, String path, List<Step> steps) {
        var route = proxied.route();
        steps.add(new Step("route", true, route.name()));
        if (route.access() instanceof Access.Requires(var needed)) {
            var refused = authorised(question, needed, steps, "");
            if (!refused.isEmpty()) {
                return refused;
            }
            route.stepUp()
                    .ifPresent(stepUp -> steps.add(new Step(
                            "step-up", true, "asks for acr %s within %s".formatted(stepUp.acr(), stepUp.maxAge()))));
        } else {
            steps.add(new Step("access", true, "public"));
        }
        steps.add(new Step("limit", true, RouteView.limit(route.requestLimits())));
        return forwarded(route, proxied.target(path), steps);
    }

    private String forwarded(Route route, String target, List<Step> steps) {
        var replicas = targets.of(route.service()).targets();
        var list = replicas.stream().map(Target::toString).collect(Collectors.joining(", "));
        steps.add(new Step(
                "body",
                true,
                "at most %d bytes, %s in all"
                        .formatted(route.bodyLimit(), route.limits().total())));
        steps.add(new Step("retry", true, RouteView.retry(route.limits().retries())));
        if (route.webSocket()) {
            steps.add(new Step("upgrade", true, "a WebSocket handshake is passed on"));
        }
        steps.add(new Step(
                "forward",
                !replicas.isEmpty(),
                "to %s as %s: %s".formatted(route.service(), target, list.isEmpty() ? "no address known" : list)));
        return replicas.isEmpty() ? "503" : "forwarded";
    }

    /** The refusal's status, or what was given when there is none. */
    private static String authorised(Question question, Set<Permission> needed, List<Step> steps, String otherwise) {
        var names = needed.stream().map(Permission::wire).sorted().collect(Collectors.joining(", "));
        if (question.permissions() == null) {
            steps.add(new Step("access", false, "needs a credential" + (names.isEmpty() ? "" : " with " + names)));
            return "401 without a credential";
        }
        var held = Arrays.stream(question.permissions().split(","))
                .flatMap(name -> Permission.parse(name.strip()).stream())
                .collect(Collectors.toSet());
        boolean enough = held.containsAll(needed);
        steps.add(new Step("access", enough, "needs " + (names.isEmpty() ? "any valid credential" : names)));
        return enough ? otherwise : "403";
    }
}
