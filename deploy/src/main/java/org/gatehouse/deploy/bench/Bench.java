package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./gatehouse bench}: the first word chooses the benchmark, what follows are its options. */
final class Bench {

    /** What can be measured; each has its section in docs/benchmarks.md. */
    private static final List<Subject> SUBJECTS = List.of(
            new Subject("edge", EdgeBenchOptions.USAGE, EdgeBench::run),
            new Subject("policy", PolicyBench.USAGE, PolicyBench::run),
            new Subject("identity", IdentityBench.USAGE, IdentityBench::run),
            new Subject("chat", ChatBench.USAGE, ChatBench::run),
            new Subject("vault", VaultBench.USAGE, VaultBench::run),
            new Subject("start", StartBench.USAGE, StartBench::run));

    private record Subject(String word, String usage, Benchmark benchmark) {}

    @FunctionalInterface
    interface Benchmark {

        /** Measures and prints; false, and nothing done, when the arguments are not options of its. */
        boolean run(List<String> arguments, Place place) throws IOException, InterruptedException;
    }

    /** Where a benchmark finds the suite's build, may write, and prints. */
    record Place(Path root, PrintStream screen) {

        /** A new folder for one run. */
        Path folder() throws IOException {
            return Files.createTempDirectory(Files.createDirectories(root.resolve("deploy/target/bench")), "run");
        }
    }

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(System.getenv().getOrDefault("GATEHOUSE_ROOT", "")).toAbsolutePath();
        System.exit(run(List.of(arguments), new Place(root, System.out)));
    }

    /** The exit code: 2 when the command line was not understood. Without a first word the edge is measured. */
    static int run(List<String> arguments, Place place) throws IOException, InterruptedException {
        var rest = new ArrayList<>(arguments);
        var word = rest.isEmpty() || rest.getFirst().startsWith("--") ? "edge" : rest.removeFirst();
        for (var subject : SUBJECTS) {
            if (subject.word().equals(word) && !rest.contains("--help")) {
                if (subject.benchmark().run(rest, place)) {
                    return 0;
                }
                place.screen().println(subject.usage());
                return 2;
            }
        }
        for (var subject : SUBJECTS) {
            place.screen().println(subject.usage() + "\n");
        }
        return arguments.contains("--help") ? 0 : 2;
    }
}
