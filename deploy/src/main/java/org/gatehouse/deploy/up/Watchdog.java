package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that holds the other end of a pipe. When the launcher is killed the pipe closes, and the shell stops the
 * processes whose numbers it was given, the last first, and then the database.
 */
final class Watchdog {
    static final String NAME = "gatehouse-watchdog";

    private final Writer pipe;

    private Watchdog(Process shell) {
        this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    static Watchdog start(Home home, List<String> stopDatabase) throws IOException {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new IOException("watchdog.sh is missing in the launcher's jar");
            }
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            var command = new ArrayList<>(List.of("/bin/sh", "-c", text, NAME, Leftovers.marker(home.folder())));
            command.addAll(stopDatabase);
            LogTail.begin(home.log("watchdog"));
            var log = ProcessBuilder.Redirect.appendTo(home.log("watchdog").toFile());
            return new Watchdog(new ProcessBuilder(command)
                    .redirectOutput(log)
                    .redirectErrorStream(true)
                    .start());
        }
    }

    void watch(RunningProcess service) throws IOException {
        pipe.write(service.handle().pid() + "\n");
        pipe.flush();
    }

    /** All has been stopped in order: nothing is left to do for it. */
    void dismiss() throws IOException, InterruptedException {
        pipe.write("done\n");
        pipe.close();
    }
}
