package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of code in {@code docs/clients}, run as they stand there. */
@ExtendWith(SharedSuite.class)
final class RecipesIT {
    private static final Duration RUN = Duration.ofMinutes(3);
    private static final String SAID = "All is well.\n";

    private final Suite suite;
    private final String key;

    RecipesIT(Suite suite) {
        this.suite = suite;
        this.key = new Client(suite.address()).newKey();
    }

    @ParameterizedTest
    @CsvSource({"openai-sdks, agent-responses", "anthropic-sdks, claude-agent", "langchain, agent-chat"})
    void pythonLinesWork(String page, String model) {
        var said = in(PythonEnvironment.LANE)
                .run(
                        RUN,
                        PythonEnvironment.of("sdks").program("python"),
                        "-c",
                        ClientPage.of(page, suite.address(), key, model).block("python"));

        assertThat(said.output()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-sdks", "anthropic-sdks", "vercel-ai", "langchain"})
    void javaScriptLinesWork(String page) throws IOException {
        var packages = NodePackages.installed();
        var script = packages.script("lane.mjs").resolveSibling(page + ".mjs");
        Files.writeString(
                script, ClientPage.of(page, suite.address(), key, "agent-chat").block("javascript"));
        var said = in(packages.folder()).run(RUN, packages.node(), script.toString());

        assertThat(said.output()).isEqualTo(SAID);
    }

    private Program in(Path folder) {
        return Program.in(folder).with(Map.of("KEY", key, "PYTHONDONTWRITEBYTECODE", "1"));
    }
}
