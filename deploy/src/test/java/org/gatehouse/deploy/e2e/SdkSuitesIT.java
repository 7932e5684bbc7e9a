package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tests that the SDKs of OpenAI and Anthropic bring for themselves, strict checks of each answer among them, against the
 * suite. {@code sdk-suites.txt} names what runs, and what is left out with its reason.
 */
@ExtendWith(SharedSuite.class)
final class SdkSuitesIT {
    private static final Duration RUN = Duration.ofMinutes(6);

    private final Suite suite;

    SdkSuitesIT(Suite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @CsvSource({"openai, /v1, ''", "anthropic, '', tests._alias_httpx"})
    void holdTheirOwnTests(String sdk, String path, String plugin) throws IOException {
        var environment = PythonEnvironment.of("sdks");
        var version = PythonEnvironment.pinned("sdks", sdk);
        var sources = Cache.folder("sources-" + sdk, version, made -> fetch(environment, sdk + "==" + version, made));
        var command = new ArrayList<>(List.of(environment.program("python"), "-m", "pytest"));
        command.addAll(List.of("--quiet", "--tb=short", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "sdk_suite"));
        if (!plugin.isEmpty()) {
            command.addAll(List.of("-p", plugin));
        }
        command.addAll(files(sdk));
        var run = Program.in(sources.resolve(sdk + "-" + version))
                .with(Map.of(
                        "PYTHONDONTWRITEBYTECODE",
                        "1",
                        "PYTHONPATH",
                        PythonEnvironment.LANE.toString(),
                        "SDK",
                        sdk,
                        "KEY",
                        new Client(suite.address()).newKey(),
                        "TEST_API_BASE_URL",
                        suite.address() + path))
                .run(RUN, command);

        assertThat(run.code()).as(run.output()).isZero();
    }

    private static List<String> files(String sdk) throws IOException {
        var start = "run " + sdk + " ";
        try (var lines = Files.lines(PythonEnvironment.LANE.resolve("sdk-suites.txt"))) {
            return lines.filter(line -> line.startsWith(start))
                    .map(line -> "tests/api_resources/" + line.substring(start.length()))
                    .toList();
        }
    }

    /** The source distribution: what an SDK is installed of holds no tests. */
    private static void fetch(PythonEnvironment environment, String pin, Path folder) {
        var pip = new ArrayList<>(
                List.of(environment.program("python"), "-m", "pip", "download", "--quiet", "--no-deps"));
        pip.addAll(List.of("--no-binary", ":all:", "--no-build-isolation", "--dest", folder.toString(), pin));
        must(Program.in(folder).run(RUN, pip));
        try (var archives = Files.newDirectoryStream(folder, "*.tar.gz")) {
            for (var archive : archives) {
                must(Program.in(folder).run(RUN, "tar", "-xzf", archive.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void must(Program.Outcome outcome) {
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }
}
