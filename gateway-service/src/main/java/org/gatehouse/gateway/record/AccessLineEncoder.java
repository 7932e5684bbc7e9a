package org.gatehouse.gateway.record;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.gatehouse.kit.logging.Redaction;

/**
 * Writes an {@link ExchangeRecord}, given as the event's argument, as one line of JSON. Runs on the appender's thread,
 * so that event loops pay for no more than handing the record over. Public because the logging configuration names it.
 */
public final class AccessLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};
    private static final double NANOS_PER_MICRO = 1e3;

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
        var line = new ByteArrayOutputStream(512);
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", event.getInstant().toString());
            json.writeStringField("service", "gateway-service");
            json.writeStringField("message", event.getMessage());
            write(json, exchange);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        return line.toByteArray();
    }

    /** Id and path are the client's own words, and people put keys into the oddest places. */
    private static void write(JsonGenerator json, ExchangeRecord exchange) throws IOException {
        json.writeStringField("request_id", Redaction.redact(exchange.requestId()));
        json.writeStringField("client", exchange.client());
        optional(json, "caller", exchange.caller());
        json.writeStringField("method", exchange.method());
        json.writeStringField("path", Redaction.redact(exchange.path()));
        json.writeStringField("route", exchange.route());
        json.writeNumberField("status", exchange.status());
        json.writeStringField("outcome", exchange.outcome().name());
        json.writeNumberField("request_bytes", exchange.requestBytes());
        json.writeNumberField("response_bytes", exchange.responseBytes());
        json.writeNumberField("total_ms", millis(exchange.total()));
        if (!exchange.upstream().isEmpty()) {
            json.writeStringField("upstream", exchange.upstream());
            json.writeNumberField("upstream_head_ms", millis(exchange.upstreamHead()));
        }
        optional(json, "detail", Redaction.redact(exchange.detail()));
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_MICRO) / NANOS_PER_MICRO;
    }
}
