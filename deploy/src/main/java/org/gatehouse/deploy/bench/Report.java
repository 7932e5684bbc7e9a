package org.gatehouse.deploy.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints the figures as Markdown tables: medians with their range, ratios and differences paired by round. */
final class Report {
    private final PrintStream screen;
    private final Map<Load, Map<Target, List<Outcome>>> outcomes = new LinkedHashMap<>();

    Report(PrintStream screen) {
        this.screen = screen;
    }

    void add(Load load, Target target, Outcome outcome) {
        outcomes.computeIfAbsent(load, l -> new LinkedHashMap<>())
                .computeIfAbsent(target, t -> new ArrayList<>())
                .add(outcome);
    }

    /** The first target of a load is the upstream alone. */
    void print() {
        outcomes.forEach((load, targets) -> {
            switch (load) {
                case Load.Streams _ ->
                    heading(load, "tokens/s", "way of a token p50 µs", "first token p50 µs | added p50");
                case Load.Closed _, Load.Rate _ -> heading(load, "requests/s", "latency p50 µs", "");
            }
            var alone = targets.values().iterator().next();
            targets.forEach((target, mine) -> screen.println(row(load, target, mine, alone, nginx(targets))));
            targets.forEach(this::parts);
        });
    }

    /** Which process of a target costs how much, when it has several. */
    private void parts(Target target, List<Outcome> mine) {
        if (target.processes().size() > 1) {
            var parts = target.processes().keySet().stream()
                    .sorted()
                    .map(part -> part + " " + figures(mine, outcome -> outcome.cpuMicros(part)))
                    .toList();
            screen.println("\nCPU µs each of " + target.name() + ": " + String.join(", ", parts));
        }
    }

    private void heading(Load load, String pace, String latency, String more) {
        var columns = List.of(
                "",
                pace,
                "failed",
                "CPU µs each",
                "CPU over nginx",
                latency,
                "p50 over nginx",
                "p99",
                "added p50",
                more);
        screen.println("\n### " + Character.toUpperCase(load.name().charAt(0))
                + load.name().substring(1) + "\n");
        var heading = "| " + String.join(" | ", columns) + " |";
        screen.println(heading);
        screen.println("|---".repeat((int) heading.chars().filter(c -> c == '|').count() - 1) + "|");
    }

    private static List<Outcome> nginx(Map<Target, List<Outcome>> targets) {
        return targets.entrySet().stream()
                .filter(entry -> entry.getKey().name().startsWith("nginx"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(List::of);
    }

    private static String row(Load load, Target target, List<Outcome> mine, List<Outcome> alone, List<Outcome> nginx) {
        ToDoubleFunction<Outcome> median = outcome -> outcome.latency().quantile(0.5);
        var cells = new ArrayList<String>();
        cells.add(target.name());
        cells.add(figures(mine, Outcome::perSecond));
        cells.add(figures(mine, Outcome::failures));
        cells.add(figures(mine, Outcome::cpuMicros));
        boolean proxied = !mine.equals(alone);
        cells.add(proxied ? overNginx(mine, nginx, Outcome::cpuMicros) : "");
        cells.add(figures(mine, median));
        cells.add(proxied ? overNginx(mine, nginx, median) : "");
        cells.add(figures(mine, outcome -> outcome.latency().quantile(0.99)));
        cells.add(proxied ? added(mine, alone, median) : "");
        if (load instanceof Load.Streams) {
            ToDoubleFunction<Outcome> first = outcome -> outcome.firstToken().quantile(0.5);
            cells.add(figures(mine, first));
            cells.add(proxied ? added(mine, alone, first) : "");
        } else {
            cells.add("");
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String overNginx(List<Outcome> mine, List<Outcome> nginx, ToDoubleFunction<Outcome> figure) {
        return nginx.isEmpty()
                ? ""
                : Figures.ratio(values(mine, figure), values(nginx, figure)).text(2);
    }

    private static String figures(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return new Figures(values(outcomes, figure)).text(0);
    }

    private static String added(List<Outcome> mine, List<Outcome> alone, ToDoubleFunction<Outcome> figure) {
        return Figures.difference(values(mine, figure), values(alone, figure)).text(0);
    }

    private static List<Double> values(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().map(figure::applyAsDouble).toList();
    }

    void memory(Map<String, Long> mib) {
        screen.println("\n### Memory after the load\n\n| service | MiB |\n|---|---|");
        mib.forEach((service, size) -> screen.println("| " + service + " | " + size + " |"));
    }

    void starts(Map<String, List<List<Duration>>> starts) {
        screen.println(
                "\n### Start, from exec to ready\n\n| service | plain ms | with AOT cache ms | ratio |\n|---|---|---|---|");
        starts.forEach((service, both) -> {
            var plain = millis(both.get(0));
            var cached = millis(both.get(1));
            screen.println("| " + service + " | " + new Figures(plain).text(0) + " | " + new Figures(cached).text(0)
                    + " | " + Figures.ratio(cached, plain).text(2) + " |");
        });
    }

    private static List<Double> millis(List<Duration> times) {
        return times.stream().map(time -> (double) time.toMillis()).toList();
    }
}
