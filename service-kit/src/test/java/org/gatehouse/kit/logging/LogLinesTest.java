package org.gatehouse.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** T54 and T55 of the threat model, with the encoder that gatehouse-logback.xml configures. */
final class LogLinesTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(LogLinesTest.class);

    private static final String[] CANARIES = {
        "sk-gh-CANARY0123456789abcdef",
        "sk-proj-CANARY0123456789",
        "eyJCANARY0IjoiUlMyNTYifQ.eyJCANARY0.CANARY0",
        "Bearer CANARY0123456789",
    };

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line one\nline two",
                "\r\n{\"level\":\"ERROR\",\"message\":\"forged\"}",
                "\u0000\u0001\u0008\u001b[31mred\u001b[0m\u007f",
                "quote \" backslash \\ slash /",
                "\u2028\u2029\u0085\u200b\ufeff",
                "\ud800 lone surrogate",
                "${jndi:ldap://127.0.0.1/x} {} %s %n",
                "</script><script>alert(1)</script>",
                "{\"a\":[1,2,{\"b\":null}]}",
                "田中さんにあげて下さい 👾 ﷽",
            })
    void writesOneParsableLineWhateverIsLogged(String nasty) throws IOException {
        MDC.put("request_id", nasty);
        var line = encode("{}", new IllegalStateException(nasty, new IOException(nasty)), nasty);

        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\r", "\u001b", "\u0000");
        var fields = parse(line);
        assertThat(fields)
                .containsKeys(
                        "time",
                        "message",
                        "logger_name",
                        "thread_name",
                        "level",
                        "stack_trace",
                        "request_id",
                        "service");
        assertThat(fields.get("level")).isEqualTo("ERROR");
        assertThat(fields.get("message")).isEqualTo(nasty);
    }

    @Test
    void masksSecretsInMessagesExceptionsAndContext() throws IOException {
        for (var canary : CANARIES) {
            MDC.put("request_id", canary);
            var failure = new IllegalStateException("outer " + canary, new IOException("inner " + canary));
            failure.addSuppressed(new IOException("beside " + canary));
            var line = encode("said " + canary + " and {}", failure, canary);

            assertThat(line).doesNotContain("CANARY");
            assertThat(parse(line).get("message")).contains("[redacted]");
            assertThat(parse(line).get("stack_trace"))
                    .contains("outer", "inner", "beside", "LogLinesTest.masksSecrets");
        }
    }

    @Test
    void carriesTheNameOfTheServiceAndOnlyKnownContext() throws IOException {
        MDC.put("surprise", "value");

        assertThat(parse(encode("hello", null)))
                .containsEntry("service", "kit-test-service")
                .doesNotContainKey("surprise");
    }

    private static String encode(String message, @Nullable Throwable failure, Object... arguments) {
        var event = new LoggingEvent(Logger.class.getName(), LOGGER, Level.ERROR, message, failure, arguments);
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("stdout");
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(String line) throws IOException {
        var fields = new HashMap<String, String>();
        try (var json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                assertThat(fields.put(name, json.getText()))
                        .as("%s is there once", name)
                        .isNull();
            }
            assertThat(json.nextToken()).isNull();
        }
        return fields;
    }
}
