package org.gatehouse.gateway.record;

import static io.micronaut.http.annotation.ServerFilter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells on the edge's own pages, as the proxy does on all others, how long the edge itself took. */
@ServerFilter(MATCH_ALL_PATTERN)
final class OverheadFilter implements Ordered {

    static final String HEADER = "x-gateway-overhead-ms";

    private static final String STARTED = "gatehouse.edge.started";

    @RequestFilter
    void enter(HttpRequest<?> request) {
        request.setAttribute(STARTED, System.nanoTime());
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        long now = System.nanoTime();
        long started = request.getAttribute(STARTED, Long.class).orElse(now);
        response.getHeaders().set(HEADER, Double.toString(Math.round((now - started) / 1e4) / 1e2));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
