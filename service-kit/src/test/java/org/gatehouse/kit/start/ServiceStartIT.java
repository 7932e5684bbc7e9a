package org.gatehouse.kit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test application as a process: what an operator sees, and that the process really ends. */
final class ServiceStartIT {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void refusesABadSettingInOneLineAndEnds() throws Exception {
        var ended = start(Map.of("GATEHOUSE_SAMPLE_DELAY", "soon"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines("ERROR"))
                .singleElement()
                .asString()
                .contains("\"message\":\"Refusing to start: GATEHOUSE_SAMPLE_DELAY is no valid Duration\"")
                .doesNotContain("stack_trace");
    }

    @Test
    void namesATracingSettingByItsStandardName() throws Exception {
        var ended = start(Map.of("OTEL_TRACES_SAMPLER", "sometimes"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Refusing to start: OTEL_TRACES_SAMPLER must be one of always_on");
    }

    @Test
    void readsASettingFromAFile() throws Exception {
        var file = Files.writeString(folder.resolve("limit"), "0\n");
        var ended = start(Map.of("GATEHOUSE_SAMPLE_LIMIT_FILE", file.toString()));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("GATEHOUSE_SAMPLE_LIMIT must be greater than or equal to 1");
    }

    @Test
    void readsTheExtraConfigurationFile() throws Exception {
        var file = Files.writeString(folder.resolve("extra.yml"), "sample:\n  limit: -3\n");
        var ended = start(Map.of("GATEHOUSE_CONFIG", file.toString()));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("must be greater than or equal to 1");
    }

    @Test
    void refusesAFileThatIsNotThereBeforeAnythingElse() throws Exception {
        var ended = start(Map.of("GATEHOUSE_ANYTHING_FILE", "/nowhere/secret"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines("ERROR"))
                .singleElement()
                .asString()
                .contains("GATEHOUSE_ANYTHING_FILE names a file that cannot be read");
    }

    @Test
    void saysWhichAddressIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = start(Map.of("MICRONAUT_SERVER_PORT", String.valueOf(taken.getLocalPort())));

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("Refusing to start: the address to listen on is taken", ":" + taken.getLocalPort());
        }
    }

    @Test
    void saysThatTheBindAddressIsUnknown() throws Exception {
        var ended = start(Map.of("GATEHOUSE_BIND_ADDRESS", "no.such.host.invalid"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Refusing to start: GATEHOUSE_BIND_ADDRESS cannot be resolved");
    }

    @Test
    void goesOnServingForAWhileAfterItWasToldToStop() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var process = process(Map.of("GATEHOUSE_DRAIN_DELAY", "2s", "MICRONAUT_SERVER_PORT", String.valueOf(port)))
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            while (!accepts(port)) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            process.destroy();
            while (!Files.readString(folder.resolve("log")).contains("Not ready from now on; stopping in PT2S")) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            assertThat(accepts(port)).isTrue();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Ended start(Map<String, String> environment) throws IOException, InterruptedException {
        var process = process(environment).start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder process(Map<String, String> environment) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.gatehouse.kit.app.TestService"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private record Ended(int exitCode, String output) {

        List<String> lines(String level) {
            return output.lines()
                    .filter(line -> line.contains("\"level\":\"" + level + "\""))
                    .toList();
        }
    }
}
