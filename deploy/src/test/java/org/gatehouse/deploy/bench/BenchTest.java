package org.gatehouse.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path root;

    @Test
    void tellsHowEachBenchmarkIsCalledWhenTheFirstWordNamesNone() throws IOException, InterruptedException {
        assertThat(run("kitchen")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("usage: ./gatehouse bench edge");
    }

    @Test
    void tellsItWithoutAnErrorWhenAsked() throws IOException, InterruptedException {
        assertThat(run("edge", "--help")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("usage: ./gatehouse bench edge");
    }

    @Test
    void refusesAnOptionThatTheBenchmarkLacks() throws IOException, InterruptedException {
        assertThat(run("edge", "--rounds", "many")).isEqualTo(2);
        assertThat(run("--laps", "3")).isEqualTo(2);
        assertThat(root).isEmptyDirectory();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        var screen = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Bench.run(List.of(arguments), new Bench.Place(root, screen));
    }
}
