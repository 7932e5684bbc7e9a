package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SDKs of the Python world, unmodified, in virtual environments that are made here. */
@ExtendWith(SharedSuite.class)
final class PythonLaneIT {
    private static final Duration RUN = Duration.ofMinutes(6);

    private final Suite suite;

    PythonLaneIT(Suite suite) {
        this.suite = suite;
    }

    @Test
    void everyPackageWorksUnmodified() {
        var apart = PythonEnvironment.of("instructor");
        var sdks = PythonEnvironment.of("sdks");
        var structured = lane().begin(RUN, pytest(apart, "test_instructor.py"));
        var rest = lane().run(
                        RUN,
                        pytest(sdks, "test_openai.py", "test_anthropic.py", "test_langchain.py", "test_agents.py"));

        assertThat(rest.code()).as(rest.output()).isZero();
        assertThat(structured.join().code()).as(structured.join().output()).isZero();
    }

    @Test
    void whatTheReadmeSaysWorks() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var start = readme.indexOf("```python\n") + "```python\n".length();
        var lines = readme.substring(start, readme.indexOf("```", start))
                .replace("http://localhost:8080", suite.address().toString());
        var said = lane().run(RUN, PythonEnvironment.of("sdks").program("python"), "-c", lines);

        assertThat(said.output()).isEqualTo("Hello through the gate");
    }

    private Program lane() {
        return Program.in(PythonEnvironment.LANE)
                .with(Map.of(
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "ADDRESS", suite.address().toString(),
                        "KEY", new Client(suite.address()).newKey(),
                        "UPSTREAM", suite.upstream().baseUrl().toString()));
    }

    private static List<String> pytest(PythonEnvironment environment, String... files) {
        var command = new ArrayList<>(List.of(environment.program("python"), "-m", "pytest"));
        command.addAll(List.of("--quiet", "--tb=short", "-p", "no:cacheprovider", "-W", "ignore"));
        command.addAll(List.of(files));
        return command;
    }
}
