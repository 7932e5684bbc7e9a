package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code ./gatehouse up} without the build before it, as a process of its own. */
final class Launcher implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final String END = "\0end of output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Launcher(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> read(process.inputReader()));
    }

    static Launcher start(Map<String, String> environment, String... options) {
        return run("org.gatehouse.deploy.up.Up", environment, options);
    }

    /** One run of what {@code ./gatehouse up} does after a build; all that it printed. */
    static String train() {
        try (var training = run("org.gatehouse.deploy.bench.TrainCaches", Map.of())) {
            var printed = training.awaitEnd().replace(END, "").strip();
            assertThat(training.exitCode()).as(printed).isZero();
            return printed;
        }
    }

    private static Launcher run(String main, Map<String, String> environment, String... options) {
        try {
            var target = Path.of("target").toAbsolutePath();
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m", "-cp"));
            command.add(target.resolve("deploy-0.1.0-SNAPSHOT.jar") + File.pathSeparator + target.resolve("lib/*"));
            command.add(main);
            command.addAll(List.of(options));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
            builder.environment()
                    .put("GATEHOUSE_ROOT", target.resolve("../..").normalize().toString());
            builder.environment().putAll(environment);
            return new Launcher(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything printed until it says that all is up. */
    String awaitUp() {
        return awaitLine("Stop with Ctrl-C");
    }

    /** Everything printed until the process has ended. */
    String awaitEnd() {
        return awaitLine(END);
    }

    int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By its handle, since destroying a {@link Process} closes its output too. */
    void requestStop() {
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** The running processes of one service, by its main class. */
    List<ProcessHandle> services(String mainClass) {
        return process.descendants()
                .filter(child -> Stream.of(child.info().arguments().orElse(new String[0]))
                        .anyMatch(mainClass::equals))
                .toList();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        requestStop();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("did not stop within " + STOP + ":\n" + String.join("\n", seen));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String awaitLine(String start) {
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (true) {
                var line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null || (line.equals(END) && !start.equals(END))) {
                    throw new AssertionError("no line '" + start + "' in\n" + String.join("\n", seen));
                }
                seen.add(line);
                if (line.startsWith(start)) {
                    return String.join("\n", seen);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
            lines.add(END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path emptyHome(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), name)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
