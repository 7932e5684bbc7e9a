package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Which part of the edge's CPU goes into knowing who asks: by the stacks that a flight recording of the edge sampled under load. */
final class AuthenticationShare {
    private static final List<String> AUTHENTICATION =
            List.of("org.gatehouse.gateway.authn.", "org.gatehouse.kit.token.");

    private final Driver driver;
    private final Target target;
    private final Duration length;
    private final Path folder;

    AuthenticationShare(Driver driver, Target target, Duration length, Path folder) {
        this.driver = driver;
        this.target = target;
        this.length = length;
        this.folder = folder;
    }

    String measure() throws IOException, InterruptedException {
        var edge = target.processes().values().iterator().next();
        var recording = folder.resolve("edge.jfr").toAbsolutePath();
        var load = new Load.Closed(32, length);
        driver.run(target, load);
        jcmd(edge, "JFR.start", "name=bench", "settings=profile");
        var outcome = driver.run(target, load);
        jcmd(edge, "JFR.dump", "name=bench", "filename=" + recording);
        jcmd(edge, "JFR.stop", "name=bench");
        int all = 0;
        int inAuthentication = 0;
        for (var event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
                all++;
                inAuthentication += isAuthentication(event) ? 1 : 0;
            }
        }
        return String.format(
                Locale.ROOT,
                "Authentication at the edge with an API key it knows: %.1f %% of %d samples; the edge spent %.0f µs CPU a request, %d failed",
                100.0 * inAuthentication / Math.max(1, all),
                all,
                outcome.cpuMicros(),
                outcome.failures());
    }

    private static boolean isAuthentication(RecordedEvent event) {
        var stack = event.getStackTrace();
        return stack != null
                && stack.getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type -> AUTHENTICATION.stream().anyMatch(type::startsWith));
    }

    private static void jcmd(ProcessHandle process, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(words));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IOException(words[0] + ": " + output);
        }
    }
}
