package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Where the PostgreSQL of a home listens, as it writes itself into its lock file. */
final class RunningDatabase {
    private static final int PORT_LINE = 4;

    private RunningDatabase() {}

    /** Empty while none runs. */
    static OptionalInt port(Path home) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid"));
        } catch (NoSuchFileException none) {
            return OptionalInt.empty();
        }
        var port = lines.size() < PORT_LINE ? "" : lines.get(PORT_LINE - 1).strip();
        return port.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
    }
}
