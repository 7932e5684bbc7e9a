package org.gatehouse.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLineTest {

    private final JsonLine line = new JsonLine();

    private String end() {
        return new String(line.end(), StandardCharsets.US_ASCII);
    }

    @Test
    void writesEachKindOfValue() {
        line.begin().text("a", "b").number("n", 120).number("m", -7).bool("yes", true);
        assertThat(end()).isEqualTo("{\"a\":\"b\",\"n\":120,\"m\":-7,\"yes\":true}\n");
    }

    @Test
    void canBeEmpty() {
        line.begin();
        assertThat(end()).isEqualTo("{}\n");
    }

    @Test
    void keepsNothingOfTheLineBefore() {
        line.begin().text("first", "x".repeat(5_000));
        assertThat(end()).hasSizeGreaterThan(5_000);
        line.begin().number("second", 0);
        assertThat(end()).isEqualTo("{\"second\":0}\n");
    }

    @Test
    void escapesWhateverIsNotPlainText() {
        line.begin().text("t", "\"\\\r\n\u0000\u007f\u0085\u2028é\ud83d\ude00");
        assertThat(end())
                .isEqualTo("{\"t\":\"\\\"\\\\\\u000d\\u000a\\u0000\\u007f\\u0085\\u2028\\u00e9\\ud83d\\ude00\"}\n");
    }

    @Test
    void masksACredentialInTextFromOutside() {
        line.begin().masked("path", "/v1/sk-gh-AbCdEfGhIjKl0123456789");
        assertThat(end()).isEqualTo("{\"path\":\"/v1/sk-gh-[redacted]\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"0,0.000", "999,0.000", "12345678,12.345", "1000000000,1000.000", "-5,0.000"})
    void writesNanosecondsAsMilliseconds(long nanos, String millis) {
        line.begin().millis("ms", nanos);
        assertThat(end()).isEqualTo("{\"ms\":" + millis + "}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T05:40:12.000001999Z, 2026-11-22T05:40:12.000001Z",
        "2026-11-22T05:40:00Z,           2026-11-22T05:40:00.000000Z",
        "2026-01-01T00:00:00.5Z,         2026-01-01T00:00:00.500000Z",
    })
    void writesATimeToTheMicrosecond(Instant at, String text) {
        line.begin().time("time", at);
        assertThat(end()).isEqualTo("{\"time\":\"" + text + "\"}\n");
        line.begin().time("time", at);
        assertThat(end()).isEqualTo("{\"time\":\"" + text + "\"}\n");
    }
}
