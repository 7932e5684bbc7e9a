package org.gatehouse.gateway.route;

import jakarta.inject.Singleton;
import org.gatehouse.gateway.inflate.BodyDecoders;
import org.gatehouse.kit.guard.BodyDecoder;
import org.gatehouse.kit.guard.RequestAllowance;
import org.jspecify.annotations.Nullable;

/** Tells the guard what the route table lets each request have. */
@Singleton
final class RouteAllowance implements RequestAllowance {

    /** For what will be refused or needs no body: room to read a small one to its end and answer in peace. */
    private static final long ELSEWHERE_BYTES = 64 * 1024;

    private final Routes routes;
    private final BodyDecoders decoders;

    RouteAllowance(Routes routes, BodyDecoders decoders) {
        this.routes = routes;
        this.decoders = decoders;
    }

    @Override
    public @Nullable BodyDecoder decoder(String coding, String method, String host, String path) {
        var table = routes.current();
        var normal = table.normal(path);
        return normal.isPresent()
                        && table.match(method, host, normal.get()) instanceof RouteMatch.Proxied proxied
                        && proxied.route().inflates()
                ? decoders.open(coding)
                : null;
    }

    @Override
    public long maxBodyBytes(String method, String host, String path) {
        var table = routes.current();
        var normal = table.normal(path);
        return normal.isPresent() && table.match(method, host, normal.get()) instanceof RouteMatch.Proxied proxied
                ? proxied.route().bodyLimit()
                : ELSEWHERE_BYTES;
    }

    @Override
    public long maxBodyBytes(String method, String path) {
        return maxBodyBytes(method, "", path);
    }

    /** Some clients send such headers, which nobody reads. */
    @Override
    public boolean dropsUnderscored() {
        return true;
    }

    /** Also where nobody answers: that is for the row of steps to say. */
    @Override
    public boolean webSocket(String host, String path) {
        var table = routes.current();
        return switch (table.match("GET", host, table.normal(path).orElse(path))) {
            case RouteMatch.Proxied proxied -> proxied.route().webSocket();
            case RouteMatch.Page _ -> false;
            case RouteMatch.MethodNotAllowed _, RouteMatch.Unknown _ -> true;
        };
    }

    @Override
    public boolean encodedSlash(String path) {
        return routes.current().welcomesEncodedSlash(path);
    }
}
