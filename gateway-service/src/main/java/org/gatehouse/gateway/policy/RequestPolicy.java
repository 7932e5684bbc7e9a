package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.gateway.authn.Authenticated;
import org.gatehouse.gateway.limit.Allowance;
import org.gatehouse.gateway.limit.LimitRequests;
import org.gatehouse.gateway.limit.Standing;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.EdgePolicy;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.RouteTable;
import org.gatehouse.gateway.route.Routes;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** Takes a request through the row: route → authenticate → authorise → limit → forward. What no step lets on is refused. */
@Singleton
final class RequestPolicy implements EdgePolicy {

    static final String NOBODY = "";

    private static final String NO_ROUTE = "none";

    private final Routes routes;
    private final Authorise authorise;
    private final LimitRequests limits;
    private final Cors cors;
    private final Forward forward;

    RequestPolicy(Routes routes, Authorise authorise, LimitRequests limits, Cors cors, Forward forward) {
        this.routes = routes;
        this.authorise = authorise;
        this.limits = limits;
        this.cors = cors;
        this.forward = forward;
    }

    @Override
    public Decision decide(EdgeRequest request) {
        var table = routes.current();
        var path = table.normal(request.path());
        return path.isEmpty() ? unknown(table, request) : route(table, request, path.get());
    }

    private Decision route(RouteTable table, EdgeRequest request, String path) {
        return switch (table.match(request.method().name(), request.headers().get(HttpHeaderNames.HOST), path)) {
            case RouteMatch.Unknown() -> unknown(table, request);
            case RouteMatch.MethodNotAllowed(var allowed) ->
                cors.preflight(table, request, path, allowed)
                        .orElseGet(() -> refuse(table, request, Refusals.method(allowed)));
            case RouteMatch.Page(var name, var access) ->
                page(name, access, request, cors.stampAnywhere(table, request));
            case RouteMatch.Proxied proxied -> {
                var stamp = cors.stamp(table, proxied.route(), request);
                var exchange = new Exchange(request, proxied.target(path), proxied.route(), stamp);
                yield exchange.asksForTunnel() && !cors.mayOpenWebSocket(proxied.route(), request)
                        ? new Decision.Refuse(proxied.route().name(), NOBODY, Refusals.foreignPage())
                        : admit(exchange);
            }
        };
    }

    private Decision unknown(RouteTable table, EdgeRequest request) {
        var refused = refuse(table, request, Refusals.unknownPath(request.path()));
        return counted(request, NO_ROUTE, cors.stampAnywhere(table, request), () -> refused);
    }

    private Decision page(String name, Access access, EdgeRequest request, ResponseStamp stamp) {
        return switch (access) {
            case Access.Public() -> counted(request, name, stamp, () -> new Decision.Local(name));
            case Access.Requires requires -> {
                var demand = new Authorise.Demand(name, requires, Optional.empty(), stamp);
                yield authorise(request, demand, _ -> new Decision.Local(name));
            }
        };
    }

    /** A refusal for want of a good credential is counted by address: to be refused costs something, too. */
    private Decision authorise(
            EdgeRequest request, Authorise.Demand demand, Function<Authenticated.Accepted, Decision> then) {
        var decision = authorise.authorise(request, demand, then);
        return decision instanceof Decision.Refuse refused
                        && refused.error().kind().equals(ErrorKind.UNAUTHENTICATED)
                ? counted(request, demand.route(), demand.stamp(), () -> refused)
                : decision;
    }

    private Decision counted(EdgeRequest request, String route, ResponseStamp stamp, Supplier<Decision> then) {
        return counted(limits.admitNobody(route, request.client()), route, stamp, then);
    }

    private Decision counted(Allowance allowance, String route, ResponseStamp stamp, Supplier<Decision> then) {
        return switch (allowance) {
            case Allowance.Unlimited() -> then.get();
            case Allowance.Granted _ -> then.get();
            case Allowance.Exhausted(var standing) ->
                new Decision.Refuse(route, NOBODY, Refusals.tooManyRequests(standing), stamp);
            case Allowance.Unavailable() -> new Decision.Refuse(route, NOBODY, Refusals.nobodyCanCount(), stamp);
            case Allowance.Later(var stage) ->
                new Decision.Pending(stage.thenApply(later -> counted(later, route, stamp, then)));
        };
    }

    @Override
    public ResponseStamp onRefusal(EdgeRequest request) {
        return cors.stampAnywhere(routes.current(), request);
    }

    private Decision admit(Exchange exchange) {
        var request = exchange.request();
        var route = exchange.route();
        return switch (route.access()) {
            case Access.Public() -> limit(new Admitted(exchange, null, OwnAuthorization.of(request, route)));
            case Access.Requires requires -> {
                var demand = new Authorise.Demand(route.name(), requires, route.stepUp(), exchange.stamp());
                yield authorise(
                        request,
                        demand,
                        accepted -> limit(new Admitted(
                                exchange, accepted.caller(), HeaderText.of("Bearer " + accepted.token()))));
            }
        };
    }

    private Decision limit(Admitted admitted) {
        var route = admitted.route();
        var client = admitted.exchange().request().client();
        return limited(admitted, limits.admit(route.requestLimits(), route.name(), client, admitted.caller()));
    }

    private Decision limited(Admitted admitted, Allowance allowance) {
        return switch (allowance) {
            case Allowance.Unlimited() -> forward.to(admitted, ResponseStamp.NONE);
            case Allowance.Granted(var standing) -> forward.to(admitted, told(admitted, standing));
            case Allowance.Exhausted(var standing) ->
                refuse(admitted, Refusals.tooManyRequests(standing), told(admitted, standing));
            case Allowance.Unavailable() -> refuse(admitted, Refusals.nobodyCanCount(), ResponseStamp.NONE);
            case Allowance.Later(var stage) -> new Decision.Pending(stage.thenApply(later -> limited(admitted, later)));
        };
    }

    private ResponseStamp told(Admitted admitted, Standing standing) {
        return new LimitHeaders(standing, admitted.exchange().isAnthropics() ? authorise.now() : null);
    }

    static Decision refuse(Admitted admitted, PublicError error, ResponseStamp limit) {
        return new Decision.Refuse(
                admitted.route().name(),
                admitted.callerName(),
                error,
                admitted.exchange().stamp().and(limit));
    }

    private Decision refuse(RouteTable table, EdgeRequest request, PublicError error) {
        return new Decision.Refuse(NO_ROUTE, NOBODY, error, cors.stampAnywhere(table, request));
    }
}
