package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The log files of one start: the one before is kept beside them as {@code .log.1}. */
final class LogTail {
    private static final int LINES = 10;
    private static final int LONGEST = 400;
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern LEVEL = Pattern.compile("\"level\":\"([A-Z]+)\"");

    private LogTail() {}

    /** A new log, for its owner's eyes only. */
    static void begin(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static String of(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return of(lines);
        } catch (IOException e) {
            return "    (no log: " + e + ")";
        }
    }

    static String of(List<String> lines) {
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES))
                .map(LogTail::readable)
                .map(line -> "    " + line.substring(0, Math.min(line.length(), LONGEST)))
                .collect(Collectors.joining("\n"));
    }

    /** Level and message of a line that is a JSON object; any other as it stands. */
    private static String readable(String line) {
        Matcher message = MESSAGE.matcher(line);
        Matcher level = LEVEL.matcher(line);
        if (!line.startsWith("{") || !message.find() || !level.find()) {
            return line;
        }
        var text = message.group(1).replaceAll("\\\\[nt]", " ").replaceAll("\\\\(.)", "$1");
        return level.group(1) + " " + text;
    }
}
