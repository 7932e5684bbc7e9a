package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs of others in a folder, with settings in their environment. */
record Program(Path folder, Map<String, String> environment) {

    /** The code is -1 where a program is not there or did not end in time. */
    record Outcome(int code, String output) {

        boolean succeeded() {
            return code == 0;
        }
    }

    Program {
        environment = Map.copyOf(environment);
    }

    static Program in(Path folder) {
        return new Program(folder, Map.of());
    }

    Program with(Map<String, String> settings) {
        var all = new TreeMap<>(environment);
        all.putAll(settings);
        return new Program(folder, all);
    }

    Outcome run(Duration atMost, String... command) {
        return run(atMost, List.of(command));
    }

    Outcome run(Duration atMost, List<String> command) {
        try {
            var log = Files.createTempFile(Files.createDirectories(Path.of("target", "programs")), "run", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("PWD", folder.toString()); // as a shell does, and some programs believe it
            builder.environment().putAll(environment);
            return outcome(builder.start(), atMost, log);
        } catch (IOException e) {
            return new Outcome(-1, command.getFirst() + " is not there: " + e.getMessage());
        }
    }

    /** The same without waiting for it. */
    CompletableFuture<Outcome> begin(Duration atMost, List<String> command) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> outcome.complete(run(atMost, command)));
        return outcome;
    }

    private static Outcome outcome(Process process, Duration atMost, Path log) {
        try {
            boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return new Outcome(ended ? process.exitValue() : -1, ended ? output : output + "\nnot ended in " + atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
