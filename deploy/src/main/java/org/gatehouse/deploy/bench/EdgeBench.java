package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench edge}: see docs/benchmarks.md for what the figures mean. */
final class EdgeBench {
    private final EdgeBenchOptions options;
    private final PrintStream screen;
    private final Path root;
    private final Path folder;

    private EdgeBench(EdgeBenchOptions options, Bench.Place place) throws IOException {
        this.options = options;
        this.screen = place.screen();
        this.root = place.root();
        this.folder = place.folder();
    }

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        var options = EdgeBenchOptions.parse(arguments);
        if (options.isPresent()) {
            new EdgeBench(options.get(), place).run();
        }
        return options.isPresent();
    }

    private void run() throws IOException, InterruptedException {
        try (var upstream = Peer.upstream();
                var stack = LocalStack.start(root, folder.resolve("home"), BenchSettings.towards(upstream), screen);
                var driver = new Driver()) {
            var nginx = Nginx.twoHops(upstream.port(), folder.resolve("nginx"));
            try {
                measure(driver, targets(upstream, stack, nginx), stack);
            } finally {
                nginx.ifPresent(Nginx::close);
            }
        }
    }

    private static List<Target> targets(Peer upstream, LocalStack stack, Optional<Nginx> nginx)
            throws IOException, InterruptedException {
        var processes = stack.processes();
        processes.keySet().retainAll(List.of("gateway-service", "chat-relay-service"));
        var key = new IdentityClient(stack.ports(), stack.administratorPassword())
                .newKey()
                .key();
        var targets = new ArrayList<Target>();
        targets.add(upstream.target("upstream alone"));
        nginx.ifPresent(two -> targets.add(two.target()));
        targets.add(new Target("Gatehouse, edge and relay", stack.port(), List.of(key), processes));
        return targets;
    }

    private void measure(Driver driver, List<Target> targets, LocalStack stack)
            throws IOException, InterruptedException {
        screen.println("Warming up for " + options.warmUp().toSeconds() + " s");
        warmUp(driver, targets.getLast());
        var report = new Report(screen);
        var order = new ArrayList<>(targets);
        for (int round = 0; round < options.rounds(); round++) {
            screen.println("Round " + (round + 1) + " of " + options.rounds());
            for (var load : options.loads()) {
                for (var target : order) {
                    report.add(load, target, driver.run(target, load));
                }
            }
            Collections.reverse(order);
        }
        var memory = new TreeMap<String, Long>();
        for (var process : stack.processes().entrySet()) {
            memory.put(process.getKey(), Memory.mib(process.getValue()));
        }
        report.print();
        report.memory(memory);
        if (options.starts() > 0) {
            report.starts(starts(stack));
        }
    }

    private void warmUp(Driver driver, Target target) throws InterruptedException {
        if (options.warmUp().isPositive()) {
            for (var load : options.warmUpLoads()) {
                driver.run(target, load);
            }
        }
    }

    private Map<String, List<List<Duration>>> starts(LocalStack stack) throws IOException, InterruptedException {
        var starts = new TreeMap<String, List<List<Duration>>>();
        for (var service : LocalStack.services()) {
            screen.println("Starting " + service + " " + (2 * options.starts() + 1) + " times");
            var cache = folder.resolve(service + ".aot");
            stack.startOnceMore(service, List.of("-XX:AOTCacheOutput=" + cache));
            var plain = new ArrayList<Duration>();
            var cached = new ArrayList<Duration>();
            for (int i = 0; i < options.starts(); i++) {
                plain.add(stack.startOnceMore(service, List.of()));
                cached.add(stack.startOnceMore(service, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache)));
            }
            starts.put(service, List.of(plain, cached));
        }
        return starts;
    }
}
