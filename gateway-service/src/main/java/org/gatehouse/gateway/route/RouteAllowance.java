package org.gatehouse.gateway.route;

import jakarta.inject.Singleton;
import org.gatehouse.kit.guard.RequestAllowance;

/** Tells the guard what the route table lets each request have. */
@Singleton
final class RouteAllowance implements RequestAllowance {

    /** For what will be refused or needs no body: room to read a small one to its end and answer in peace. */
    private static final long ELSEWHERE_BYTES = 64 * 1024;

    private final RouteTable routes;

    RouteAllowance(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    public long maxBodyBytes(String method, String path) {
        return routes.normal(path)
                .map(normal -> routes.match(method, normal))
                .map(match -> match instanceof RouteMatch.Proxied(var route) ? route.bodyLimit() : ELSEWHERE_BYTES)
                .orElse(ELSEWHERE_BYTES);
    }

    @Override
    public boolean encodedSlash(String path) {
        return routes.welcomesEncodedSlash(path);
    }
}
