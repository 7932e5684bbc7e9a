package org.gatehouse.deploy.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the stack, with its log. */
abstract sealed class RunningProcess permits ServiceProcess, KeycloakProcess, PostgresProcess {
    /** Ctrl-C is the launcher's, which stops all in order. */
    static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "gatehouse");

    /** Longer than the services' own grace for running requests. */
    static final Duration TO_END = Duration.ofSeconds(40);

    /** A JVM that makes a cache does so at its end. */
    static final Duration TO_MAKE_A_CACHE = Duration.ofMinutes(4);

    /** What a JVM with -XX:+ExitOnOutOfMemoryError ends with. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNALS = 128;

    private final String name;
    private final Process process;
    private final Path log;
    private final Duration endsWithin;
    private final long startedNanos = System.nanoTime();

    RunningProcess(String name, Process process, Path log) {
        this(name, process, log, TO_END);
    }

    RunningProcess(String name, Process process, Path log, Duration endsWithin) {
        this.endsWithin = endsWithin;
        this.name = name;
        this.process = process;
        this.log = log;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits a moment for the process to end: the pace at which readiness is asked. */
    boolean endsWithin(Duration moment) throws InterruptedException {
        return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the end, and tells of it in words. */
    String awaitEnd() throws InterruptedException {
        return "has ended " + code(process.waitFor()) + ", its log is " + log;
    }

    static String code(int code) {
        if (code == OUT_OF_MEMORY) {
            return "with code 3 (out of memory)";
        }
        return "with code " + code + (code > SIGNALS ? " (signal " + (code - SIGNALS) + ")" : "");
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

    void requestStop() {
        process.destroy();
    }

    void awaitStop() throws InterruptedException {
        if (!process.waitFor(endsWithin.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
