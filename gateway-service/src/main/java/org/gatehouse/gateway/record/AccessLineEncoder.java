package org.gatehouse.gateway.record;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.gatehouse.kit.logging.JsonLine;

/**
 * Writes an {@link ExchangeRecord}, given as the event's argument, as one line of JSON. Runs on event loops: what it
 * writes is known field by field, and only what a client may have chosen is searched for secrets. Public because the
 * logging configuration names it.
 */
public final class AccessLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final ThreadLocal<JsonLine> lines = ThreadLocal.withInitial(JsonLine::new);

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var arguments = event.getArgumentArray();
        if (arguments == null || !(arguments[0] instanceof ExchangeRecord exchange)) {
            return NOTHING;
        }
        var line = lines.get()
                .begin()
                .time("time", event.getInstant())
                .text("service", "gateway-service")
                .text("message", event.getMessage());
        write(line, exchange);
        return line.end();
    }

    /** Id and path are the client's own words, and people put keys into the oddest places. */
    private static void write(JsonLine line, ExchangeRecord exchange) {
        var trace = exchange.trace().context();
        line.masked("request_id", exchange.requestId())
                .hex("trace_id", trace.traceHigh(), trace.traceLow())
                .text("client", exchange.client());
        if (!exchange.caller().isEmpty()) {
            line.text("caller", exchange.caller());
        }
        line.masked("method", exchange.method())
                .masked("path", exchange.path())
                .text("route", exchange.route())
                .number("status", exchange.status())
                .text("outcome", exchange.outcome().name())
                .number("request_bytes", exchange.requestBytes())
                .number("response_bytes", exchange.responseBytes())
                .millis("total_ms", exchange.total().toNanos());
        if (!exchange.upstream().isEmpty()) {
            line.text("upstream", exchange.upstream())
                    .millis("upstream_head_ms", exchange.upstreamHead().toNanos());
        }
        if (!exchange.detail().isEmpty()) {
            line.masked("detail", exchange.detail());
        }
    }
}
