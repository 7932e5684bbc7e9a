package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in memory: its proportional share where the system tells it, else its resident set. */
final class Memory {
    private Memory() {}

    static long mib(ProcessHandle process) throws IOException {
        var rollup = Path.of("/proc/" + process.pid() + "/smaps_rollup");
        if (Files.isReadable(rollup)) {
            try (var lines = Files.lines(rollup)) {
                return lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                        .sum();
            }
        }
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        var text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Long.parseLong(text.strip()) / 1024;
    }
}
