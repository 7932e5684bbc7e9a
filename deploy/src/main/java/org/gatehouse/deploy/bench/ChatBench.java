package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench chat}: what streaming costs, and what is left behind by clients that leave. */
final class ChatBench {
    static final String USAGE = """
            usage: ./gatehouse bench chat [--quick]

              streams that clients leave, CPU by service, the first token beside nginx, memory of an idle stream, a dead target
              --quick   a tenth of each, to see that it works""";
    private static final String RELAY = "chat-relay-service";
    private static final int TARGETS = 3;

    private final PrintStream screen;
    private final Path root;
    private final Path folder;
    private final int share;
    private final HttpClient http = HttpClient.newHttpClient();

    private ChatBench(Bench.Place place, int share) throws IOException {
        this.screen = place.screen();
        this.root = place.root();
        this.folder = place.folder();
        this.share = share;
    }

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        boolean quick = arguments.equals(List.of("--quick"));
        if (quick || arguments.isEmpty()) {
            new ChatBench(place, quick ? 10 : 1).run();
        }
        return quick || arguments.isEmpty();
    }

    private void run() throws IOException, InterruptedException {
        var upstreams = List.of(Peer.upstream(), Peer.upstream(), Peer.upstream());
        try (var stack = LocalStack.start(root, folder.resolve("home"), settings(upstreams), screen);
                var driver = new Driver()) {
            var nginx = Nginx.twoHops(upstreams.getFirst().port(), folder.resolve("nginx"));
            try {
                var target = target(stack);
                warmUp(driver, target);
                costs(driver, target, nginx.map(Nginx::target));
                leave(target, upstreams);
                idle(target);
                deadTarget(driver, target, upstreams.getLast());
            } finally {
                nginx.ifPresent(Nginx::close);
            }
        } finally {
            upstreams.forEach(Peer::close);
        }
    }

    private Map<String, String> settings(List<Peer> upstreams) throws IOException {
        var more = new StringBuilder("gatehouse:\n  upstreams:\n");
        for (int i = 1; i < TARGETS; i++) {
            more.append("    other-%d:\n      base-url: http://127.0.0.1:%d/v1\n      api-key: sk-bench\n"
                    .formatted(i, upstreams.get(i).port()));
        }
        var settings = BenchSettings.towards(upstreams.getFirst());
        settings.put(
                "GATEHOUSE_CONFIG",
                Files.writeString(folder.resolve("more.yml"), more).toString());
        return settings;
    }

    private static Target target(LocalStack stack) throws IOException, InterruptedException {
        var processes = stack.processes();
        processes.keySet().retainAll(List.of("gateway-service", RELAY));
        var key = new IdentityClient(stack.ports(), stack.administratorPassword())
                .newKey()
                .key();
        return new Target("Gatehouse", stack.port(), List.of(key), processes);
    }

    private Duration seconds(int whole) {
        return Duration.ofMillis(1_000L * whole / share);
    }

    private void warmUp(Driver driver, Target target) throws InterruptedException {
        screen.println("Warming up");
        driver.run(target, new Load.Closed(64, seconds(20)));
        driver.run(target, streams(10));
    }

    private Load.Streams streams(int length) {
        return new Load.Streams(200, 20, seconds(length).plusSeconds(1));
    }

    private void costs(Driver driver, Target target, Optional<Target> nginx) throws InterruptedException {
        print("CPU a request", driver.run(target, new Load.Closed(64, seconds(10))));
        var own = driver.run(target, streams(10));
        print("CPU a token, 200 streams", own);
        line(
                "first token, 200 streams",
                String.format(
                        Locale.ROOT,
                        "p50 %.0f us, p99 %.0f us",
                        own.firstToken().quantile(0.5),
                        own.firstToken().quantile(0.99)));
        if (nginx.isPresent()) {
            var plain = driver.run(nginx.get(), streams(10));
            line(
                    "first token over nginx, two hops",
                    String.format(
                            Locale.ROOT,
                            "%.2f (nginx p50 %.0f us)",
                            own.firstToken().quantile(0.5) / plain.firstToken().quantile(0.5),
                            plain.firstToken().quantile(0.5)));
        }
    }

    private void print(String what, Outcome outcome) {
        outcome.cpu()
                .keySet()
                .forEach(part ->
                        line(what + ", " + part, String.format(Locale.ROOT, "%.0f us", outcome.cpuMicros(part))));
        line(what + ", failed", String.format(Locale.ROOT, "%d of %d", outcome.failures(), outcome.operations()));
    }

    private void leave(Target target, List<Peer> upstreams) throws IOException, InterruptedException {
        int streams = 10_000 / share;
        try (var leavers = new Leavers(target)) {
            leavers.run(streams);
        }
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        int open = 0;
        for (var upstream : upstreams) {
            open += open(upstream);
        }
        line("upstream streams open 2 s after " + streams + " clients left", String.format(Locale.ROOT, "%d", open));
    }

    private int open(Peer upstream) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + upstream.port() + BenchUpstream.OPEN_PATH))
                .build();
        return Integer.parseInt(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void idle(Target target) throws IOException, InterruptedException {
        int streams = 2_000 / share;
        var relay = target.processes().get(RELAY);
        if (relay == null) {
            throw new IOException("no " + RELAY);
        }
        long before = Memory.mib(relay);
        try (var stayers = new Leavers(target)) {
            stayers.stay(streams);
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            long after = Memory.mib(relay);
            var cpu = target.cpu();
            LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
            var spent = target.cpu().getOrDefault(RELAY, Duration.ZERO).minus(cpu.getOrDefault(RELAY, Duration.ZERO));
            line(
                    "memory of an idle stream, " + streams + " of them",
                    String.format(
                            Locale.ROOT,
                            "%.1f kB (%d MiB to %d MiB)",
                            (after - before) * 1_048.576 / streams,
                            before,
                            after));
            line(
                    "CPU of the relay while they are idle, of one core",
                    String.format(Locale.ROOT, "%.2f %%", spent.toMillis() / 100.0));
        }
    }

    private void deadTarget(Driver driver, Target target, Peer dying) throws InterruptedException {
        var load = new Load.Rate(300, seconds(15));
        var healthy = driver.run(target, load);
        dying.close();
        var one = driver.run(target, load);
        var later = driver.run(target, load);
        line(
                "p99 at 300 requests/s, three targets",
                String.format(Locale.ROOT, "%.0f us", healthy.latency().quantile(0.99)));
        line(
                "p99 while one has just died",
                String.format(Locale.ROOT, "%.0f us, %d failed", one.latency().quantile(0.99), one.failures()));
        line(
                "p99 with one dead, over healthy",
                String.format(
                        Locale.ROOT,
                        "%.2f, %d failed",
                        later.latency().quantile(0.99) / healthy.latency().quantile(0.99),
                        later.failures()));
    }

    private void line(String what, String value) {
        screen.printf("%-60s %s%n", what, value);
    }
}
