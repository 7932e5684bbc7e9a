package org.gatehouse.deploy.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of the stack, with its log. */
abstract sealed class RunningProcess permits ServiceProcess, KeycloakProcess {
    /** Ctrl-C is the launcher's, which stops all in order. */
    static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "gatehouse");

    /** Longer than the services' own grace for running requests. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

    private final String name;
    private final Process process;
    private final Path log;
    private final long startedNanos = System.nanoTime();

    RunningProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    String name() {
        return name;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits a moment for the process to end: the pace at which readiness is asked. */
    boolean endsWithin(Duration moment) throws InterruptedException {
        return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
    }

    Failure death() {
        return new Failure.ServiceDied(name, process.exitValue(), log, LogTail.of(log));
    }

    Failure tooSlow() {
        return new Failure.NotReady(name, age(), log);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    void onExit(Consumer<String> listener) {
        var _ = process.onExit()
                .thenAccept(ended ->
                        listener.accept(name + " has ended with code " + ended.exitValue() + "; its log is " + log));
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
