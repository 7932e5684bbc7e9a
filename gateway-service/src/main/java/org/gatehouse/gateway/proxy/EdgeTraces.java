package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Context;
import java.util.List;
import org.gatehouse.kit.net.Networks;
import org.gatehouse.kit.trace.TraceHeaders;
import org.gatehouse.kit.trace.Tracing;

/**
 * Begins the trace of each request. Out there anybody may send a {@code traceparent}: it neither decides what is recorded
 * here nor puts its sender's words into other people's traces, so that a trace of our own begins, linked to theirs. Only for
 * callers from networks that are named the trace goes on, and is recorded when they record it.
 */
@Context
final class EdgeTraces {

    private static final String SETTING = "GATEHOUSE_TRACE_CALLERS";

    private final Tracing tracing;
    private final Networks believed;

    EdgeTraces(Tracing tracing, TraceCallersConfig config) {
        this.tracing = tracing;
        this.believed = Networks.of(SETTING, config.callers());
    }

    /** Makes ids and records nothing. */
    static EdgeTraces off() {
        return new EdgeTraces(Tracing.OFF, new TraceCallersConfig(List.of()));
    }

    ExchangeTrace begin(EdgeRequest request) {
        var sent = TraceHeaders.read(request.headers());
        if (sent == null) {
            return new ExchangeTrace(tracing, tracing.begin(), null, null);
        }
        return believed.contains(request.client())
                ? new ExchangeTrace(tracing, tracing.goOn(sent), sent, null)
                : new ExchangeTrace(tracing, tracing.begin(), null, sent);
    }
}
