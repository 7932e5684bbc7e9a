package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The running PostgreSQL, under a shell that keeps Ctrl-C from it and tells its end. */
final class PostgresProcess extends RunningProcess {
    /** A process group of its own: PostgreSQL takes Ctrl-C for a request to stop, even where it is told to ignore it. */
    private static final List<String> ASIDE =
            List.of("bash", "-c", "trap '' INT HUP; set -m; \"$@\" & wait $!", "gatehouse");

    private PostgresProcess(Process process, Path log) {
        super("PostgreSQL " + Postgres.MAJOR, process, log);
    }

    static PostgresProcess start(List<String> server, Path log) throws IOException {
        var command = new ArrayList<>(ASIDE);
        command.addAll(server);
        return new PostgresProcess(
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }
}
