package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench start}: see docs/benchmarks.md for what the figures mean. */
final class StartBench {
    static final String USAGE = """
            usage: ./gatehouse bench start [--rounds 5]

              --rounds    second starts of the whole suite, by turns without and with what its JVMs have learnt""";

    private static final int YARDSTICKS = 10;
    private static final List<String> YARDSTICK = List.of("-Xshare:off", "-XX:+UseSerialGC", "-version");

    private final int rounds;
    private final Bench.Place place;
    private final Path home;

    private StartBench(int rounds, Bench.Place place) throws IOException {
        this.rounds = rounds;
        this.place = place;
        this.home = place.folder().resolve("home");
    }

    /** One start: until the edge found all healthy, and the processor time of all services by then. */
    private record Start(Duration wall, Duration cpu) {}

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        var values = Numbers.parse(arguments, List.of("--rounds"), "[1-9][0-9]{0,2}", 5);
        if (values.isPresent()) {
            new StartBench(values.get()[0], place).run();
        }
        return values.isPresent();
    }

    private void run() throws IOException, InterruptedException {
        if (LocalStack.wantsTraining(place.root())) {
            place.screen().println("Nothing is learnt yet: ./gatehouse up does it first.");
            return;
        }
        start("off"); // makes the databases
        var plain = new ArrayList<Start>();
        var learnt = new ArrayList<Start>();
        var yardsticks = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            plain.add(start("off"));
            learnt.add(start("on"));
            yardsticks.add(yardstick());
        }
        print("without", plain, yardsticks);
        print("with", learnt, yardsticks);
    }

    private Start start(String aot) throws IOException, InterruptedException {
        var settings = new TreeMap<>(System.getenv());
        settings.put("GATEHOUSE_AOT", aot);
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        try (var stack = LocalStack.start(place.root(), home, settings, quiet)) {
            var wall = Duration.ofNanos(System.nanoTime() - begin);
            var cpu = stack.processes().values().stream()
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
            return new Start(wall, cpu);
        }
    }

    /** Seconds of processor time that ten bare starts of a JVM take on this machine; not a number where nobody tells. */
    private static double yardstick() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(YARDSTICK);
        double before = secondsOfChildren();
        for (int i = 0; i < YARDSTICKS; i++) {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        return secondsOfChildren() - before;
    }

    /** Fields 16 and 17 of proc_pid_stat(5), in hundredths of a second. */
    private static double secondsOfChildren() throws IOException {
        var stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return Double.NaN;
        }
        var text = Files.readString(stat);
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private void print(String name, List<Start> starts, List<Double> yardsticks) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < starts.size(); i++) {
            ratios.add(seconds(starts.get(i).cpu()) / yardsticks.get(i));
        }
        var figures = Map.of(
                "wall s", starts.stream().map(one -> seconds(one.wall())).toList(),
                "CPU s", starts.stream().map(one -> seconds(one.cpu())).toList(),
                "over ten bare JVMs", List.copyOf(ratios));
        new TreeMap<>(figures)
                .forEach((figure, values) -> place.screen()
                        .println(String.format(Locale.ROOT, "%-8s %-20s %s", name, figure, spread(values))));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static String spread(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.1f [%.1f-%.1f]", sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }
}
