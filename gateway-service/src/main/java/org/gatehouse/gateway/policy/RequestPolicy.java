package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.gateway.authn.Authenticate;
import org.gatehouse.gateway.authn.Authenticated;
import org.gatehouse.gateway.limit.Allowance;
import org.gatehouse.gateway.limit.LimitRequests;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.EdgePolicy;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.RouteTable;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.token.StepUp;
import org.jspecify.annotations.Nullable;

/** Takes a request through the row: route → authenticate → authorise (permission, step-up) → limit → forward. */
@Singleton
final class RequestPolicy implements EdgePolicy {

    private static final String NO_ROUTE = "none";
    private static final String NOBODY = "";

    private final RouteTable routes;
    private final Authenticate authenticate;
    private final LimitRequests limits;
    private final ServiceTargets targets;
    private final InstantSource clock;

    RequestPolicy(
            RouteTable routes,
            Authenticate authenticate,
            LimitRequests limits,
            ServiceTargets targets,
            InstantSource clock) {
        this.routes = routes;
        this.authenticate = authenticate;
        this.limits = limits;
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
            case Access.Public() -> limit(new Admitted(exchange, null, OwnAuthorization.of(request, exchange.route())));
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
                        .orElseGet(() -> limit(new Admitted(exchange, caller, bearer(token))));
            case Authenticated.Refused() -> refuse(route, Refusals.unauthenticated());
            case Authenticated.Limited(var retryAfter) -> refuse(route, Refusals.tooManyFailures(retryAfter));
            case Authenticated.Unavailable() -> refuse(route, Refusals.nobodyCanTell());
            case Authenticated.Later(var stage) ->
                new Decision.Pending(stage.thenApply(later -> authorise(exchange, permission, later)));
        };
    }

    /** A request that may pass unless it is one too many. */
    private record Admitted(Exchange exchange, Caller.@Nullable User caller, Map<String, String> headers) {

        Route route() {
            return exchange.route();
        }

        String callerName() {
            return caller == null ? NOBODY : name(caller);
        }
    }

    private Decision limit(Admitted admitted) {
        var route = admitted.route();
        var client = admitted.exchange().request().client();
        return limited(admitted, limits.admit(route.requestLimits(), route.name(), client, admitted.caller()));
    }

    private Decision limited(Admitted admitted, Allowance allowance) {
        return switch (allowance) {
            case Allowance.Unlimited() -> forward(admitted, ResponseStamp.NONE);
            case Allowance.Granted(var standing) -> forward(admitted, new LimitHeaders(standing));
            case Allowance.Exhausted(var standing) -> refuse(admitted, Refusals.tooManyRequests(standing));
            case Allowance.Unavailable() -> refuse(admitted, Refusals.nobodyCanCount());
            case Allowance.Later(var stage) -> new Decision.Pending(stage.thenApply(later -> limited(admitted, later)));
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

    private Decision forward(Admitted admitted, ResponseStamp stamp) {
        var route = admitted.route();
        return new Decision.Forward(
                route.name(),
                admitted.callerName(),
                targets.of(route.service()),
                admitted.exchange().target(),
                admitted.headers(),
                route.limits(),
                stamp);
    }

    private static Decision refuse(Admitted admitted, PublicError error) {
        return new Decision.Refuse(admitted.route().name(), admitted.callerName(), error);
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
