package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Attackers in a process of their own, of less weight than the suite's: elsewhere they would not share its processors. */
final class AttackProcess {
    private static final long MILLI = 1_000_000;

    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final int port;

    private AttackProcess(int port) {
        this.port = port;
    }

    /** Attacks until its input ends, and prints what has become of it all. */
    public static void main(String[] arguments) throws IOException {
        var process = new AttackProcess(Integer.parseInt(arguments[0]));
        for (var attack : Attack.all(arguments[1], arguments[2])) {
            for (int i = 0; i < attack.atOnce(); i++) {
                Thread.ofVirtual().start(() -> process.goOn(attack));
            }
        }
        var _ = System.in.readAllBytes();
        PrintStream out = System.out;
        process.outcomes.forEach((outcome, count) -> out.println(outcome + "\t" + count));
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void goOn(Attack attack) {
        while (true) {
            outcomes.computeIfAbsent(attack.name() + "\t" + once(attack), name -> new LongAdder())
                    .increment();
            LockSupport.parkNanos(attack.pauseMillis() * MILLI);
        }
    }

    private String once(Attack attack) {
        try (var attacker = Attacker.connect(port)) {
            return attack.act().once(attacker);
        } catch (SocketTimeoutException e) {
            return "silence";
        } catch (IOException e) {
            return "cut";
        }
    }

    /** One that runs. */
    record Running(Process process) {

        static Running start(int port, String key, String token) {
            var command = new ArrayList<>(List.of("nice", "-n", "10"));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-Xmx160m", "-XX:TieredStopAtLevel=1", "-cp"));
            command.addAll(List.of(System.getProperty("java.class.path"), AttackProcess.class.getName()));
            command.addAll(List.of(Integer.toString(port), key, token));
            try {
                return new Running(new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends it: how often each attack has had which outcome. */
        Map<String, Map<String, Integer>> end() {
            var outcomes = new TreeMap<String, Map<String, Integer>>();
            try (var lines = process.inputReader()) {
                process.getOutputStream().close();
                lines.lines()
                        .map(line -> line.split("\t", -1))
                        .forEach(cells -> outcomes.computeIfAbsent(cells[0], name -> new TreeMap<>())
                                .put(cells[1], Integer.parseInt(cells[2])));
                return outcomes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
