package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.gateway.authn.Authenticate;
import org.gatehouse.gateway.authn.Authenticated;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.EdgePolicy;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.RouteTable;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.token.StepUp;

/** Takes a request through the row: route → authenticate → authorise (permission, then step-up) → forward. What no step lets on is refused. */
@Singleton
final class RequestPolicy implements EdgePolicy {

    private static final String NO_ROUTE = "none";
    private static final String NOBODY = "";

    private final RouteTable routes;
    private final Authenticate authenticate;
    private final ServiceTargets targets;
    private final InstantSource clock;

    RequestPolicy(RouteTable routes, Authenticate authenticate, ServiceTargets targets, InstantSource clock) {
        this.routes = routes;
        this.authenticate = authenticate;
        this.targets = targets;
        this.clock = clock;
    }

    @Override
    public Decision decide(EdgeRequest request) {
        var path = routes.normal(request.path());
        if (path.isEmpty()) {
            return refuse(NO_ROUTE, Refusals.unknownPath());
        }
        return switch (routes.match(request.method().name(), path.get())) {
            case RouteMatch.Unknown() -> refuse(NO_ROUTE, Refusals.unknownPath());
            case RouteMatch.MethodNotAllowed(var allowed) -> refuse(NO_ROUTE, Refusals.method(allowed));
            case RouteMatch.Page(var name) -> new Decision.Local(name);
            case RouteMatch.Proxied(var route) -> admit(new Exchange(request, path.get(), route));
        };
    }

    /** One request on its way through the row. */
    private record Exchange(EdgeRequest request, String path, Route route) {

        String target() {
            return request.query().isEmpty() ? path : path + '?' + request.query();
        }
    }

    private Decision admit(Exchange exchange) {
        var request = exchange.request();
        return switch (exchange.route().access()) {
            case Access.Public() -> forward(exchange, NOBODY, OwnAuthorization.of(request, exchange.route()));
            case Access.Requires(var permission) ->
                authorise(exchange, permission, authenticate.authenticate(request.headers(), request.client()));
        };
    }

    private Decision authorise(Exchange exchange, Permission permission, Authenticated outcome) {
        var route = exchange.route().name();
        return switch (outcome) {
            case Authenticated.Accepted(var caller, var token) ->
                objection(exchange.route(), permission, caller)
                        .<Decision>map(error -> new Decision.Refuse(route, name(caller), error))
                        .orElseGet(() -> forward(exchange, name(caller), bearer(token)));
            case Authenticated.Refused() -> refuse(route, Refusals.unauthenticated());
            case Authenticated.Limited(var retryAfter) -> refuse(route, Refusals.tooManyFailures(retryAfter));
            case Authenticated.Unavailable() -> refuse(route, Refusals.nobodyCanTell());
            case Authenticated.Later(var stage) ->
                new Decision.Pending(stage.thenApply(later -> authorise(exchange, permission, later)));
        };
    }

    private Optional<PublicError> objection(Route route, Permission permission, Caller.User caller) {
        if (!caller.permissions().contains(permission)) {
            return Optional.of(Refusals.lacks(permission));
        }
        return route.stepUp()
                .filter(stepUp -> !stepUp.isMetBy(caller, clock.instant()))
                .map(StepUp::refusal);
    }

    private Decision forward(Exchange exchange, String caller, Map<String, String> headers) {
        var route = exchange.route();
        return new Decision.Forward(
                route.name(), caller, targets.of(route.service()), exchange.target(), headers, route.limits());
    }

    private static Decision refuse(String route, PublicError error) {
        return new Decision.Refuse(route, NOBODY, error);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of(HttpHeaderNames.AUTHORIZATION.toString(), "Bearer " + token);
    }

    /** Ids only: the account, and the key if it came by one. */
    private static String name(Caller.User caller) {
        var account = caller.accountId().toString();
        return caller.keyId().map(key -> account + "/" + key).orElse(account);
    }
}
