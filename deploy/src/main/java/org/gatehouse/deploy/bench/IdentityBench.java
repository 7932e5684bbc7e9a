package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench identity}: what it costs to know who asks; see docs/benchmarks.md for what the figures mean. */
final class IdentityBench {
    static final String USAGE = """
            usage: ./gatehouse bench identity [--rounds 100] [--seconds 10]

              --rounds    keys that are made, used on two edges and deleted
              --seconds   the length of each other measurement""";

    private final int rounds;
    private final Duration length;
    private final PrintStream screen;
    private final Path root;
    private final Path folder;

    private IdentityBench(int rounds, Duration length, Bench.Place place) throws IOException {
        this.rounds = rounds;
        this.length = length;
        this.screen = place.screen();
        this.root = place.root();
        this.folder = place.folder();
    }

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        var values = Numbers.parse(arguments, List.of("--rounds", "--seconds"), "[1-9][0-9]{0,3}", 100, 10);
        if (values.isPresent()) {
            new IdentityBench(values.get()[0], Duration.ofSeconds(values.get()[1]), place).run();
        }
        return values.isPresent();
    }

    private void run() throws IOException, InterruptedException {
        verifications();
        try (var upstream = Peer.upstream();
                var stack = LocalStack.start(root, folder.resolve("home"), settings(upstream, folder), 2, screen);
                var driver = new Driver()) {
            var identity = new IdentityClient(stack.ports(), stack.administratorPassword());
            screen.println(new KeyDeletion(identity, rounds).measure());
            var target = target(stack, identity);
            driver.run(target, new Load.Rate(50, length));
            screen.println(new LoginLoad(identity, driver, target, length).measure());
            screen.println(new AuthenticationShare(driver, target, length, folder).measure());
        }
    }

    private void verifications() {
        try {
            screen.println(new VerifierSpeed(length.dividedBy(2)).measure());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Target target(LocalStack stack, IdentityClient identity) throws IOException, InterruptedException {
        var edge = stack.processes().entrySet().stream()
                .filter(process -> process.getKey().startsWith("gateway-service"))
                .findFirst()
                .orElseThrow();
        return new Target(
                "edge", stack.port(), List.of(identity.newKey().key()), Map.of("gateway-service", edge.getValue()));
    }

    /** One address asks for all, and with deleted keys too: nothing that limits it may be reached. */
    private static Map<String, String> settings(Peer upstream, Path folder) throws IOException {
        var settings = BenchSettings.towards(upstream);
        var failures = Files.writeString(
                folder.resolve("settings.yml"), "gatehouse:\n  authn:\n    failures-per-minute: 1000000\n");
        settings.put("GATEHOUSE_CONFIG", failures.toString());
        return settings;
    }
}
