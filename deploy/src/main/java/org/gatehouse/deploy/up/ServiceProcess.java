package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running service: its own process, which ignores Ctrl-C so that the launcher can stop all in order. */
final class ServiceProcess {
    /** Longer than the services' own grace for running requests. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

    private final Instance instance;
    private final Process process;
    private final Path log;
    private final long startedNanos;

    private ServiceProcess(Instance instance, Process process, Path log, long startedNanos) {
        this.instance = instance;
        this.process = process;
        this.log = log;
        this.startedNanos = startedNanos;
    }

    static ServiceProcess start(Instance instance, ServiceJar jar, Map<String, String> environment, Home home)
            throws IOException {
        var log = home.log(instance.name());
        LogTail.rotate(log);
        var builder = new ProcessBuilder(command(instance.service(), jar, environment, home))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServiceProcess(instance, builder.start(), log, System.nanoTime());
    }

    private static List<String> command(Service service, ServiceJar jar, Map<String, String> environment, Home home) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "gatehouse"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + service.heapMib() + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        var extra =
                environment.getOrDefault(service.setting("JAVA_OPTIONS"), "").strip();
        if (!extra.isEmpty()) {
            command.addAll(List.of(extra.split("\\s+", -1)));
        }
        command.add(Leftovers.marker(home.folder()));
        command.addAll(List.of("-cp", jar.classPath(), service.mainClass()));
        return command;
    }

    Instance instance() {
        return instance;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits a moment for the process to end: the pace at which readiness is asked. */
    boolean endsWithin(Duration moment) throws InterruptedException {
        return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
    }

    Failure death() {
        return new Failure.ServiceDied(instance.name(), process.exitValue(), log, LogTail.of(log));
    }

    Failure tooSlow() {
        return new Failure.NotReady(instance.name(), age(), log);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    void onExit(Consumer<String> listener) {
        var _ = process.onExit()
                .thenAccept(ended -> listener.accept(
                        instance.name() + " has ended with code " + ended.exitValue() + "; its log is " + log));
    }

    void requestStop() {
        process.destroy();
    }

    void awaitStop() throws InterruptedException {
        if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
