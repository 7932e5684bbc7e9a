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

    /** Of CPU time, not of threads that happen to run: what few samples say depends on luck. */
    private static final String SAMPLES = "jdk.CPUTimeSample";

    private static final int ENOUGH = 1_000;
    private static final int MOST_ROUNDS = 6;

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
        var load = new Load.Closed(32, length);
        driver.run(target, load);
        var samples = new Share();
        Outcome outcome;
        int rounds = 0;
        do {
            rounds++;
            jcmd(
                    edge,
                    "JFR.start",
                    "name=bench",
                    "settings=none",
                    "+" + SAMPLES + "#enabled=true",
                    "+" + SAMPLES + "#throttle=2ms");
            outcome = driver.run(target, load);
            recorded(edge, folder.resolve("edge-" + rounds + ".jfr").toAbsolutePath()).stream()
                    .filter(AuthenticationShare::hasStack)
                    .forEach(event -> samples.add(isAuthentication(event)));
        } while (!samples.isEnough() && rounds < MOST_ROUNDS);
        return String.format(
                Locale.ROOT,
                "Authentication at the edge with an API key it knows: %s; the edge spent %.0f µs CPU a request, %d failed",
                samples,
                outcome.cpuMicros(),
                outcome.failures());
    }

    private static List<RecordedEvent> recorded(ProcessHandle edge, Path file)
            throws IOException, InterruptedException {
        jcmd(edge, "JFR.dump", "name=bench", "filename=" + file);
        jcmd(edge, "JFR.stop", "name=bench");
        return RecordingFile.readAllEvents(file);
    }

    private static boolean hasStack(RecordedEvent event) {
        return event.getEventType().getName().equals(SAMPLES) && !event.getBoolean("failed");
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

    /** What was sampled so far. */
    static final class Share {
        private int all;
        private int inAuthentication;

        void add(boolean isInAuthentication) {
            all++;
            inAuthentication += isInAuthentication ? 1 : 0;
        }

        boolean isEnough() {
            return all >= ENOUGH;
        }

        /** With the half-width of the 95 % interval; a share of too few samples is none. */
        @Override
        public String toString() {
            if (!isEnough()) {
                return "unknown, only %d samples were taken of the %d it needs".formatted(all, ENOUGH);
            }
            double share = (double) inAuthentication / all;
            double error = 1.96 * Math.sqrt(share * (1 - share) / all);
            return String.format(Locale.ROOT, "%.1f ± %.1f %% of %d samples", 100 * share, 100 * error, all);
        }
    }
}
