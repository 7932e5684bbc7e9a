package org.gatehouse.kit.request;

import static io.micronaut.http.annotation.ServerFilter.MATCH_ALL_PATTERN;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.gatehouse.kit.trace.Tracing;

/** Runs before every other filter, so that also a refusal carries the id and is logged with it and with its trace's. */
@ServerFilter(MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {

    private final Tracing tracing;

    RequestIdFilter(Tracing tracing) {
        this.tracing = tracing;
    }

    @RequestFilter
    void enter(HttpRequest<?> request, MutablePropagatedContext context) {
        var trace = RequestTrace.of(request, tracing).context();
        context.add(new MdcPropagationContext(
                Map.of(RequestId.MDC_KEY, RequestId.of(request), RequestTrace.MDC_KEY, trace.traceId())));
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
