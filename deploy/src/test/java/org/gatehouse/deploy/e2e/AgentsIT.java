package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Published agents with the settings of {@code docs/clients}, over an upstream of each kind. They reach the suite and nothing
 * else: every other address is behind a proxy that is not there.
 */
@ExtendWith(SharedSuite.class)
final class AgentsIT {
    private static final Duration RUN = Duration.ofMinutes(3);
    private static final Map<String, String> NO_NETWORK = Map.of(
            "HTTP_PROXY", "http://127.0.0.1:9",
            "HTTPS_PROXY", "http://127.0.0.1:9",
            "NO_PROXY", "localhost,127.0.0.1");
    private static final String SECRET = "the secret word is tangerine";
    private static final String PATCH = "*** Begin Patch\n*** Add File: new.txt\n+" + SECRET + "\n*** End Patch\n";

    private final Suite suite;
    private final String key;
    private final Path folder;

    AgentsIT(Suite suite) throws IOException {
        this.suite = suite;
        this.key = new Client(suite.address()).newKey();
        this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "agents")), "agent")
                .toAbsolutePath();
        Files.writeString(note(), SECRET + "\n");
    }

    /** With both of its variables set, and a busy upstream in between. */
    @ParameterizedTest
    @ValueSource(strings = {"agent-chat", "claude-agent", "agent-responses"})
    void claudeCodeReadsAFile(String model) {
        var settings = new TreeMap<>(page("claude-code", model).exports());
        settings.put("ANTHROPIC_API_KEY", settings.get("ANTHROPIC_AUTH_TOKEN"));
        settings.put("DISABLE_AUTOUPDATER", "1");
        var command = NodePackages.installed().file("@anthropic-ai/claude-code-" + platform() + "/claude");

        says(
                settings,
                SECRET,
                command,
                "-p",
                prompt("Read", "file_path") + " [[status 429]]",
                "--allowedTools",
                "Read");
    }

    @ParameterizedTest
    @CsvSource({
        "@openai/codex,agent-chat",
        "@openai/codex,claude-agent",
        "@openai/codex,agent-responses",
        "codex-before,agent-chat",
        "codex-before,claude-agent",
        "codex-before,agent-responses"
    })
    void codexRunsACommand(String version, String model) throws IOException {
        codex(version, page("codex", model).block("toml"), model, """
            Look. [[tool exec_command {"cmd": "cat note.txt"}]]\
            """);
    }

    /** Each answer is longer than what the conversation may hold, so that it is made shorter after each. */
    @ParameterizedTest
    @CsvSource({
        "@openai/codex,agent-chat",
        "@openai/codex,agent-responses",
        "codex-before,claude-agent",
        "codex-before,agent-responses"
    })
    void codexAppliesAPatchAndCompacts(String version, String model) throws IOException {
        var toml =
                "model_auto_compact_token_limit = 3000\n" + page("codex", model).block("toml");
        codex(version, toml, model, """
            Patch. [[tool exec_command {"cmd": "apply_patch <<EOF\\n*** Begin Patch\\n*** Add File: new.txt\\n\
            +%s\\n*** End Patch\\nEOF"}]]\
            """.formatted(SECRET));

        assertThat(folder.resolve("new.txt")).hasContent(SECRET);
        assertThat(suite.prompted().requestsWith(folder.getFileName().toString()))
                .anyMatch(body -> body.toString().contains("CONTEXT CHECKPOINT COMPACTION"));
    }

    /** The tool whose input is the patch itself; the newest version offers it for models that it knows by name. */
    @ParameterizedTest
    @CsvSource({
        "@openai/codex,gpt-5.5-chat,",
        "@openai/codex,gpt-5.5-claude,",
        "@openai/codex,gpt-5.5-responses,",
        "codex-before,agent-chat,features.apply_patch_freeform = true",
        "codex-before,claude-agent,features.apply_patch_freeform = true",
        "codex-before,agent-responses,features.apply_patch_freeform = true"
    })
    void codexAppliesAPatchByItsFreeformTool(String version, String model, @Nullable String setting)
            throws IOException {
        var toml =
                (setting == null ? "" : setting + "\n") + page("codex", model).block("toml");
        codex(version, toml, model, "Patch. " + freeform("apply_patch", PATCH));

        assertThat(folder.resolve("new.txt")).hasContent(SECRET);
    }

    /** For its newest models all tools are in a namespace of an item of the input, and are called by a program. */
    @ParameterizedTest
    @ValueSource(strings = {"gpt-6-sol-chat", "gpt-6-sol-claude", "gpt-6-sol-responses"})
    void codexRunsAProgramThatAppliesAPatch(String model) throws IOException {
        var program = "text(await tools.apply_patch(" + quoted(PATCH) + ")); text(\"by a program\");";
        codex("@openai/codex", page("codex", model).block("toml"), model, "Patch. " + freeform("exec", program));

        assertThat(folder.resolve("new.txt")).hasContent(SECRET);
    }

    /** In both of its dialects; it takes no tools, but the text of an answer as the file's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"openai/agent-chat", "openai/claude-agent", "openai/agent-responses", "anthropic/claude-agent"})
    void aiderEditsAFile(String model) throws IOException {
        var edited = "the secret word is changed";
        var command = new ArrayList<>(
                List.of(PythonEnvironment.of("aider", ">=3.11,<3.13").program("aider"), "--model", model));
        command.addAll(List.of("--yes-always", "--no-git", "--no-check-update", "--no-show-model-warnings"));
        command.add("--analytics-disable");
        command.addAll(
                List.of("--message", "Edit. [[say note.txt\n```\n" + edited + "\n```\n]] [[status 429]]", "note.txt"));

        var settings = new TreeMap<>(page("aider", model).exports());
        for (var history : List.of("CHAT", "INPUT")) { // else at the root of the repository around the folder
            settings.put(
                    "AIDER_" + history + "_HISTORY_FILE",
                    folder.resolve(history).toString());
        }

        var ran = run(settings, command);

        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("Applied edit to note.txt");
        assertThat(note()).hasContent(edited);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-chat", "claude-agent", "agent-responses"})
    void qwenCodeReadsAFile(String model) {
        var packages = NodePackages.installed();

        says(
                page("qwen-code", model).exports(),
                SECRET,
                packages.node(),
                packages.file("@qwen-code/qwen-code/cli.js"),
                "--auth-type",
                "openai",
                "--approval-mode",
                "yolo",
                "-p",
                prompt("read_file", "file_path"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-chat", "claude-agent", "agent-responses"})
    void continueReadsAFile(String model) throws IOException {
        var config = Files.writeString(
                folder.resolve("config.yaml"),
                page("continue-cline-cursor", model).block("yaml"));
        var packages = NodePackages.installed();

        says(
                Map.of("CONTINUE_TELEMETRY_ENABLED", "0", "CONTINUE_GLOBAL_DIR", folder.toString()),
                SECRET,
                packages.node(),
                packages.file("@continuedev/cli/dist/cn.js"),
                "-p",
                "--auto",
                "--config",
                config.toString(),
                prompt("Read", "filepath"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gatehouse/agent-chat", "gatehouse-responses/agent-responses", "gatehouse-anthropic/claude-agent"
            })
    void opencodeReadsAFileInEachOfItsDialects(String model) throws IOException {
        Files.writeString(
                folder.resolve("opencode.json"),
                page("opencode", "agent").block("json").replace("\"agent\"", "\"claude-agent\""));
        var settings = new TreeMap<>(page("opencode", model).exports());
        for (var home : List.of("DATA", "CACHE", "CONFIG", "STATE")) {
            settings.put("XDG_" + home + "_HOME", folder.resolve(home).toString());
        }
        for (var wish : List.of("AUTOUPDATE", "MODELS_FETCH", "LSP_DOWNLOAD", "DEFAULT_PLUGINS")) {
            settings.put("OPENCODE_DISABLE_" + wish, "1");
        }
        var command = NodePackages.installed().file("opencode-" + platform() + "/bin/opencode");

        // Word by word: what holds a space it puts in quotes.
        says(
                settings,
                SECRET,
                command,
                "run",
                "--model",
                model,
                "Look.",
                "[[tool",
                "read",
                "{\"filePath\":\"" + note() + "\"}]]");
    }

    private void codex(String version, String toml, String model, String prompt) throws IOException {
        Files.writeString(folder.resolve("config.toml"), toml);
        var settings = new TreeMap<>(page("codex", model).exports());
        settings.put("CODEX_HOME", folder.toString());
        var packages = NodePackages.installed();

        says(
                settings,
                "tangerine",
                packages.node(),
                packages.file(version + "/bin/codex.js"),
                "exec",
                "--skip-git-repo-check",
                "--sandbox",
                "danger-full-access",
                prompt);
    }

    private void says(Map<String, String> settings, String text, String... command) {
        var ran = run(settings, List.of(command));

        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("The tool said: ").contains(text);
    }

    private Program.Outcome run(Map<String, String> settings, List<String> command) {
        return Program.in(folder)
                .with(NO_NETWORK)
                .with(Map.of("HOME", folder.toString()))
                .with(settings)
                .run(RUN, command);
    }

    private ClientPage page(String name, String model) {
        return ClientPage.of(name, suite.address(), key, model);
    }

    private static String freeform(String tool, String input) {
        return "[[tool %s {\"input\": %s}]]".formatted(tool, quoted(input));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private String prompt(String tool, String argument) {
        return "Look. [[tool %s {\"%s\": \"%s\"}]]".formatted(tool, argument, note());
    }

    private Path note() {
        return folder.resolve("note.txt");
    }

    private static String platform() {
        return "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
    }
}
