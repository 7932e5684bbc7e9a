package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a process was started with, to start another like it. */
record Recipe(List<String> command, Map<String, String> environment, Path folder) {

    static Recipe of(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        var environment = new TreeMap<String, String>();
        try {
            for (var entry : strings(proc.resolve("environ"))) {
                int equals = entry.indexOf('=');
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
            return new Recipe(
                    strings(proc.resolve("cmdline")),
                    environment,
                    proc.resolve("cwd").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> strings(Path file) throws IOException {
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }

    /** Run by another command, such as one that changes where it runs. */
    Recipe under(String... words) {
        var longer = new ArrayList<>(List.of(words));
        longer.addAll(command);
        return new Recipe(longer, environment, folder);
    }

    Recipe with(Map<String, String> settings) {
        var more = new TreeMap<>(environment);
        more.putAll(settings);
        return new Recipe(command, more, folder);
    }

    Process start() {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
