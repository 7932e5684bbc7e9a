package org.gatehouse.deploy.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Processes that a killed launcher has left. Each of ours names its home in its command line, which is safer than
 * recorded process numbers: those come back for other programs.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Leftovers() {}

    static String marker(Path home) {
        return "-Dgatehouse.home=" + home;
    }

    /** Stops them and says how many there were. The caller holds the home's lock, so no launcher owns them. */
    static int stop(Path home) throws InterruptedException {
        marked(home, Watchdog.NAME).forEach(ProcessHandle::destroyForcibly);
        var services = new ArrayList<>(marked(home, "org.gatehouse."));
        services.addAll(marked(home, KeycloakProcess.MARK));
        services.forEach(ProcessHandle::destroy);
        for (var service : services) {
            try {
                service.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                service.destroyForcibly();
            }
        }
        return services.size();
    }

    private static List<ProcessHandle> marked(Path home, String name) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    var arguments = process.info().arguments().orElseGet(() -> new String[0]);
                    return Stream.of(arguments).anyMatch(marker(home)::equals)
                            && Stream.of(arguments).anyMatch(argument -> argument.startsWith(name));
                })
                .toList();
    }
}
