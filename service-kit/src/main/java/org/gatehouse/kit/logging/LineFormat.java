package org.gatehouse.kit.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.UUID;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event's message and its key-value pairs as one line of JSON: for the loggers that tell one thing a request,
 * where the general encoder costs more than the request. Only strings are masked; a number, an id or a constant can hold
 * no credential. Public because logging configurations name it.
 */
public final class LineFormat extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final ThreadLocal<JsonLine> lines = ThreadLocal.withInitial(JsonLine::new);
    private String service = "gatehouse";

    /** The name that each line carries. */
    public void setService(String name) {
        service = name;
    }

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
        var line = lines.get()
                .begin()
                .time("time", event.getInstant())
                .text("service", service)
                .text("level", event.getLevel().levelStr)
                .text("logger_name", event.getLoggerName())
                .masked("message", event.getFormattedMessage());
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> write(line, pair));
        }
        return line.end();
    }

    private static void write(JsonLine line, KeyValuePair pair) {
        switch (pair.value) {
            case null -> {}
            case Long number -> line.number(pair.key, number);
            case Integer number -> line.number(pair.key, number);
            case Boolean flag -> line.bool(pair.key, flag);
            case CharSequence text -> line.masked(pair.key, text.toString());
            case Enum<?> constant -> line.text(pair.key, constant.name());
            case UUID id -> line.text(pair.key, id.toString());
            default -> line.masked(pair.key, pair.value.toString());
        }
    }
}
