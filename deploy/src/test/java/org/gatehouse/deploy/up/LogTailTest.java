package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LogTailTest {

    @Test
    void showsLevelAndMessageOfAJsonLine() {
        var line =
                "{\"time\":\"2026\",\"message\":\"Cannot read \\\"x\\\"\\n\\tat y\",\"level\":\"ERROR\",\"service\":\"a\"}";

        assertThat(LogTail.of(List.of(line))).isEqualTo("    ERROR Cannot read \"x\"  at y");
    }

    @Test
    void showsTheLastLinesOfAnyOtherLogAndNoLineWhole() {
        var lines = IntStream.range(0, 50).mapToObj(i -> i + "x".repeat(1000)).toList();

        assertThat(LogTail.of(lines).lines()).hasSize(10).allMatch(line -> line.length() == 404);
        assertThat(LogTail.of(lines)).startsWith("    40x");
    }
}
