package org.gatehouse.kit.request;

import io.micronaut.http.HttpRequest;
import org.gatehouse.kit.trace.FinishedSpan;
import org.gatehouse.kit.trace.TraceContext;
import org.gatehouse.kit.trace.TraceHeaders;
import org.gatehouse.kit.trace.Tracing;
import org.jspecify.annotations.Nullable;

/** The span of one request to a service, whose sender, another part of the suite, is believed. */
public final class RequestTrace {

    /** The key of the trace's id in the logging context. */
    public static final String MDC_KEY = "trace_id";

    private static final String ATTRIBUTE = "gatehouse.trace";

    private final @Nullable TraceContext parent;
    private final TraceContext context;
    private final long startedNanos = System.nanoTime();
    private boolean recordedElsewhere;

    private RequestTrace(@Nullable TraceContext parent, TraceContext context) {
        this.parent = parent;
        this.context = context;
    }

    /** The same one however often it is asked for. */
    public static RequestTrace of(HttpRequest<?> request, Tracing tracing) {
        return request.getAttribute(ATTRIBUTE, RequestTrace.class).orElseGet(() -> {
            var headers = request.getHeaders();
            var parent = TraceHeaders.parse(
                    headers.getAll(TraceHeaders.TRACEPARENT), headers.getAll(TraceHeaders.TRACESTATE));
            var trace = new RequestTrace(parent, tracing.goOn(parent));
            request.setAttribute(ATTRIBUTE, trace);
            return trace;
        });
    }

    /** The request's own span. */
    public TraceContext context() {
        return context;
    }

    public FinishedSpan.Place place() {
        return FinishedSpan.Place.at(context, parent);
    }

    public long startedNanos() {
        return startedNanos;
    }

    /** Whoever serves the request tells its span itself: it knows better when the request is over. */
    public void recordedElsewhere() {
        recordedElsewhere = true;
    }

    boolean isRecordedElsewhere() {
        return recordedElsewhere;
    }
}
