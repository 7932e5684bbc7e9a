package org.gatehouse.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LineFormatTest {

    private final LineFormat format = new LineFormat();
    private final LoggingEvent event = event();

    private static LoggingEvent event() {
        var logger = new LoggerContext().getLogger("org.example.usage");
        return new LoggingEvent(Logger.class.getName(), logger, Level.INFO, "usage", null, new Object[0]);
    }

    private void pair(String key, @Nullable Object value) {
        event.addKeyValuePair(new KeyValuePair(key, value));
    }

    private String line() {
        format.setService("kit-test-service");
        return new String(format.encode(event), StandardCharsets.US_ASCII);
    }

    @Test
    void writesTheMessageAndEveryPairThatHasAValue() {
        var id = new UUID(1, 2);
        pair("account_id", id);
        pair("tokens", 12L);
        pair("choices", 3);
        pair("stream", true);
        pair("unit", TimeUnit.DAYS);
        pair("model", "mock/large");
        pair("key_id", null);

        assertThat(line())
                .startsWith("{\"time\":\"")
                .endsWith(
                        "\"service\":\"kit-test-service\",\"level\":\"INFO\",\"logger_name\":\"org.example.usage\","
                                + "\"message\":\"usage\",\"account_id\":\"" + id
                                + "\",\"tokens\":12,\"choices\":3,\"stream\":true,\"unit\":\"DAYS\",\"model\":\"mock/large\"}\n");
    }

    @Test
    void masksWhatLooksLikeACredential() {
        pair("request_id", "sk-gh-AbCdEfGhIjKl0123456789");
        pair("detail", URI.create("http://h/?password=hunter2"));

        assertThat(line()).contains("\"sk-gh-[redacted]\"", "password=[redacted]");
    }
}
