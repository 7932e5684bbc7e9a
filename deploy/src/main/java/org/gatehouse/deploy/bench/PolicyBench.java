package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench policy}: what the edge's policies cost and hold; see docs/benchmarks.md for what the figures mean. */
final class PolicyBench {
    static final String USAGE = """
            usage: ./gatehouse bench policy [--rounds 7] [--seconds 4] [--warm-up 40] [--keys 100000]

              --rounds    each target once for each comparison, in turn
              --seconds   the length of one load
              --warm-up   seconds of load on each edge before the first round
              --keys      API keys that are made and used before the edge's cost with all of them is compared with that with 100;
                          0 leaves this out (100,000 take some ten minutes to make)""";

    private static final String EDGE = "gateway-service";
    private static final String RELAY = "chat-relay-service";
    private static final int FEW_KEYS = 100;

    private final int rounds;
    private final Duration length;
    private final Duration warmUp;
    private final int manyKeys;
    private final PrintStream screen;
    private final Path root;
    private final Path folder;

    private PolicyBench(int[] values, Bench.Place place) throws IOException {
        this.rounds = values[0];
        this.length = Duration.ofSeconds(values[1]);
        this.warmUp = Duration.ofSeconds(values[2]);
        this.manyKeys = values[3];
        this.screen = place.screen();
        this.root = place.root();
        this.folder = place.folder();
    }

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        var names = List.of("--rounds", "--seconds", "--warm-up", "--keys");
        var values = Numbers.parse(arguments, names, "[0-9]{1,6}", 7, 4, 40, 100_000);
        if (values.isPresent()) {
            new PolicyBench(values.get(), place).run();
        }
        return values.isPresent();
    }

    private void run() throws IOException, InterruptedException {
        try (var upstream = Peer.upstream();
                var stack = LocalStack.start(root, folder.resolve("home"), BenchSettings.towards(upstream), screen);
                var driver = new Driver()) {
            var identity = new IdentityClient(stack.ports(), stack.administratorPassword());
            var key = identity.newKey().key();
            governance(driver, governed(stack, List.of(key)), ungoverned(stack, key));
            overload(driver, governed(stack, List.of(key)));
            if (manyKeys > 0) {
                keys(driver, stack, identity);
            }
        }
    }

    private static Target governed(LocalStack stack, List<String> keys) {
        var processes = stack.processes();
        processes.keySet().retainAll(List.of(EDGE, RELAY));
        return new Target("limits, access log and usage on", stack.port(), keys, processes);
    }

    /** An edge and a relay beside the stack's own that limit nothing and write nothing down. */
    private Target ungoverned(LocalStack stack, String key) throws IOException, InterruptedException {
        var silent = Files.writeString(folder.resolve("silent.yml"), """
                logger:
                  levels:
                    gatehouse.access: 'OFF'
                    org.gatehouse.chat.usage: 'OFF'
                """);
        var further = new TreeMap<String, String>();
        further.put("GATEHOUSE_CONFIG", silent.toString());
        var relay = stack.startBeside(RELAY, further);
        further.put("GATEHOUSE_RELAY_URL", "http://127.0.0.1:" + relay.port());
        for (var limit : List.of("REQUESTS", "INFERENCE", "ADDRESS", "KEYS")) {
            further.put("GATEHOUSE_LIMIT_" + limit, "0");
        }
        var edge = stack.startBeside(EDGE, further);
        var processes = Map.of(EDGE, edge.process(), RELAY, relay.process());
        return new Target("off", edge.port(), List.of(key), processes);
    }

    private void governance(Driver driver, Target on, Target off) throws InterruptedException {
        screen.println("Warming up for " + 2 * warmUp.toSeconds() + " s");
        driver.run(on, new Load.Closed(64, warmUp));
        driver.run(off, new Load.Closed(64, warmUp));
        compare(driver, on, off);
    }

    /** CPU a request of both, by turns, in the closed loop. */
    private void compare(Driver driver, Target one, Target other) throws InterruptedException {
        var load = new Load.Closed(64, length);
        var ones = new ArrayList<Outcome>();
        var others = new ArrayList<Outcome>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                ones.add(driver.run(one, load));
                others.add(driver.run(other, load));
            } else {
                others.add(driver.run(other, load));
                ones.add(driver.run(one, load));
            }
        }
        line("CPU µs a request, " + one.name(), new Figures(cpu(ones)).text(1) + failed(ones));
        line("CPU µs a request, " + other.name(), new Figures(cpu(others)).text(1) + failed(others));
        line("ratio", Figures.ratio(cpu(ones), cpu(others)).text(2));
    }

    private static String failed(List<Outcome> outcomes) {
        return ", " + outcomes.stream().mapToInt(Outcome::failures).sum() + " failed";
    }

    /** The upstream works on some requests at once and lets the others queue: offered what it can do, and four times that. */
    private void overload(Driver driver, Target target) throws InterruptedException {
        int workMillis = 100;
        int capacity = BenchUpstream.PLACES * 1000 / workMillis;
        var calm = driver.run(target, new Load.Rate(capacity * 9 / 10, 4_000, workMillis, length.multipliedBy(2)));
        var flooded = driver.run(target, new Load.Rate(capacity * 4, 4_000, workMillis, length.multipliedBy(2)));
        line(
                "answered at 0.9 times what the upstream can do",
                String.format(
                        Locale.ROOT,
                        "%.0f/s, p99 %.0f ms, %d turned away",
                        calm.goodPerSecond(),
                        p99(calm),
                        calm.failures()));
        line(
                "answered at 4 times that",
                String.format(
                        Locale.ROOT,
                        "%.0f/s (%.0f %% of %d/s), p99 %.0f ms, %d turned away",
                        flooded.goodPerSecond(),
                        100 * flooded.goodPerSecond() / capacity,
                        capacity,
                        p99(flooded),
                        flooded.failures()));
    }

    private static double p99(Outcome outcome) {
        return outcome.latency().quantile(0.99) / 1000;
    }

    private void keys(Driver driver, LocalStack stack, IdentityClient identity)
            throws IOException, InterruptedException {
        var keys = new KnownKeys(identity, screen).make(manyKeys);
        var few = new Target(FEW_KEYS + " keys", stack.port(), keys.subList(0, FEW_KEYS), edgeOnly(stack));
        var many = new Target(keys.size() + " keys", stack.port(), keys, edgeOnly(stack));
        compare(driver, many, few);
    }

    private static Map<String, ProcessHandle> edgeOnly(LocalStack stack) {
        var processes = stack.processes();
        processes.keySet().retainAll(List.of(EDGE));
        return processes;
    }

    private static List<Double> cpu(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::cpuMicros).toList();
    }

    private void line(String what, String value) {
        screen.printf("%-60s %s%n", what, value);
    }
}
