package org.gatehouse.kit.request;

import static io.micronaut.http.annotation.ServerFilter.MATCH_ALL_PATTERN;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.InstantSource;
import org.gatehouse.kit.logging.Redaction;
import org.gatehouse.kit.trace.FinishedSpan;
import org.gatehouse.kit.trace.HttpNames;
import org.gatehouse.kit.trace.Tracing;

/** Tells the span of each request that the framework serves, up to its response's head; the management port's have none. */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "gatehouse.tracing.server-spans", value = "true")
final class ServerSpanFilter implements Ordered {

    private static final int FIRST_OF_OUR_OWN_FAULT = 500;

    private final Tracing tracing;
    private final InstantSource clock;
    private final BeanProvider<EmbeddedServer> server;

    ServerSpanFilter(Tracing tracing, InstantSource clock, BeanProvider<EmbeddedServer> server) {
        this.tracing = tracing;
        this.clock = clock;
        this.server = server;
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, HttpResponse<?> response) {
        var trace = RequestTrace.of(request, tracing);
        if (!trace.isRecordedElsewhere() && tracing.spans().wanted(trace.context()) && isPublic(request)) {
            tracing.spans().add(span(trace, request, response.code()));
        }
    }

    private boolean isPublic(HttpRequest<?> request) {
        return request.getServerAddress().getPort() == server.get().getPort();
    }

    private FinishedSpan span(RequestTrace trace, HttpRequest<?> request, int status) {
        var method = HttpNames.method(request.getMethodName());
        var template = BasicHttpAttributes.getUriTemplate(request);
        var attributes = Attributes.builder()
                .put(HttpNames.METHOD, method)
                .put(HttpNames.STATUS, status)
                .put(HttpNames.PATH, Redaction.redact(request.getPath()))
                .put(HttpNames.SCHEME, "http")
                .put(HttpNames.REQUEST_ID, RequestId.of(request));
        template.ifPresent(route -> attributes.put(HttpNames.ROUTE, route));
        boolean failed = status >= FIRST_OF_OUR_OWN_FAULT;
        if (failed) {
            attributes.put(HttpNames.ERROR_TYPE, Integer.toString(status));
        }
        return new FinishedSpan(
                trace.place(),
                SpanKind.SERVER,
                template.map(route -> method + " " + route).orElse(method),
                FinishedSpan.Clocks.now(clock).between(trace.startedNanos(), System.nanoTime()),
                attributes.build(),
                failed);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
