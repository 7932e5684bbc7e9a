package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.gateway.authn.Leases;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.service.EdgeTokens;
import org.gatehouse.gateway.service.EdgeTokens.Introduction;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.JudgeCaller;
import org.jspecify.annotations.Nullable;

/** The last step of the row: to which replicas, with which headers, for how long. The edge introduces itself to the suite. */
@Singleton
final class Forward {

    private static final AsciiString EDGE = AsciiString.cached(JudgeCaller.EDGE_HEADER);

    private final ServiceTargets targets;
    private final Leases leases;
    private final EdgeTokens edge;

    Forward(ServiceTargets targets, Leases leases, EdgeTokens edge) {
        this.targets = targets;
        this.leases = leases;
        this.edge = edge;
    }

    Decision to(Admitted admitted, ResponseStamp limit) {
        return switch (edge.to(admitted.route().service())) {
            case Introduction.Known(var token) -> forward(admitted, limit, both(admitted, HeaderText.of(token)));
            case Introduction.None() -> forward(admitted, limit, alone(admitted));
            case Introduction.Later(var stage) ->
                new Decision.Pending(stage.thenApply(token -> introduced(admitted, limit, token)));
        };
    }

    /** Where nobody is spoken for, a request may go without: it is then the edge's own as far as the service can tell. */
    private Decision introduced(Admitted admitted, ResponseStamp limit, Optional<String> token) {
        return token.isPresent()
                ? forward(admitted, limit, both(admitted, HeaderText.of(token.get())))
                : admitted.caller() == null
                        ? forward(admitted, limit, alone(admitted))
                        : RequestPolicy.refuse(admitted, Refusals.nobodyCanTell(), limit);
    }

    private static Map<AsciiString, AsciiString> both(Admitted admitted, AsciiString token) {
        var authorization = admitted.authorization();
        return authorization == null
                ? Map.of(EDGE, token)
                : Map.of(EDGE, token, HttpHeaderNames.AUTHORIZATION, authorization);
    }

    private static Map<AsciiString, AsciiString> alone(Admitted admitted) {
        var authorization = admitted.authorization();
        return authorization == null ? Map.of() : Map.of(HttpHeaderNames.AUTHORIZATION, authorization);
    }

    private Decision forward(Admitted admitted, ResponseStamp limit, Map<AsciiString, AsciiString> headers) {
        var route = admitted.route();
        var cache = route.answers().cacheControl();
        var stamp = admitted.exchange().stamp().and(limit);
        var group = targets.of(route.service());
        return new Decision.Forward(
                route.name(),
                admitted.callerName(),
                group.replicas(),
                admitted.exchange().target(),
                headers,
                route.limits(),
                group.concurrency(),
                cache.isEmpty() ? stamp : stamp.and(answer -> cached(answer, cache.get())),
                admitted.exchange().asksForTunnel() ? lease(admitted.caller()) : null);
    }

    private Lease lease(Caller.@Nullable User caller) {
        return caller == null ? Lease.UNLIMITED : leases.of(caller);
    }

    private static void cached(HttpHeaders headers, String control) {
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, control);
        }
    }
}
