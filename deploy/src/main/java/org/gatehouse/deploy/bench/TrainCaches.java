package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.deploy.up.LocalStack;

/**
 * Runs the suite once after it was built, as people use it, so that each service's JVM keeps what it has learnt: later starts take
 * half the time. A failure is told and changes nothing else: the suite starts without.
 */
final class TrainCaches {
    private static final Duration EACH_LOAD = Duration.ofSeconds(3);

    private final Path root;
    private final PrintStream screen;

    private TrainCaches(Path root, PrintStream screen) {
        this.root = root;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(System.getenv().getOrDefault("GATEHOUSE_ROOT", "")).toAbsolutePath();
        new TrainCaches(root, System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        if (!LocalStack.wantsTraining(root)) {
            return;
        }
        screen.println(
                "Training for quick starts (once after a build, about a minute; GATEHOUSE_AOT=off leaves it out)");
        var folder = Files.createTempDirectory(Files.createDirectories(root.resolve("deploy/target/aot")), "run");
        try {
            train(folder);
            screen.println("  " + LocalStack.takeCaches(root) + " services learnt");
        } catch (IOException e) {
            screen.println("  not done, the suite starts without: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private void train(Path folder) throws IOException, InterruptedException {
        var log = new PrintStream(Files.newOutputStream(folder.resolve("log")), true, StandardCharsets.UTF_8);
        try (var upstream = Peer.upstream();
                var stack =
                        LocalStack.startTraining(root, folder.resolve("home"), BenchSettings.towards(upstream), log);
                var driver = new Driver()) {
            var people = new IdentityClient(stack.ports(), stack.administratorPassword());
            var key = people.newKey(people.newcomer());
            var target = new Target("suite", stack.port(), List.of(key.key()), Map.of());
            driver.run(target, new Load.Closed(8, EACH_LOAD));
            driver.run(target, new Load.Streams(20, 5, EACH_LOAD));
            new FirstVisit(stack.port(), key).make();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
