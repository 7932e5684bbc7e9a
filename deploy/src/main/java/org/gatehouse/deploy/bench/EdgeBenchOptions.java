package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The command line of {@code ./gatehouse bench edge}. */
record EdgeBenchOptions(int rounds, Duration length, Duration warmUp, int starts, List<String> kinds) {
    static final String USAGE = """
            usage: ./gatehouse bench edge [--rounds 7] [--seconds 4] [--warm-up 40] [--starts 3] [--loads closed,rate,streams,many]

              --rounds    each target once for each load, in turn, the next round in the other order
              --seconds   the length of one load
              --warm-up   seconds of load on the suite before the first round
              --starts    starts of each service, without and with the AOT cache; 0 leaves them out
              --loads     which: closed (64 connections), rate (500 requests/s), streams (200, a token each 20 ms),
                          many (1,000 streams, a token each 100 ms)""";

    private static final List<String> KINDS = List.of("closed", "rate", "streams", "many");

    EdgeBenchOptions {
        kinds = List.copyOf(kinds);
    }

    /** Empty when the usage is asked for, or needed. */
    static Optional<EdgeBenchOptions> parse(List<String> arguments) {
        int[] values = {7, 4, 40, 3};
        var kinds = KINDS;
        var names = List.of("--rounds", "--seconds", "--warm-up", "--starts");
        for (int i = 0; i < arguments.size(); i += 2) {
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            int name = names.indexOf(arguments.get(i));
            if (name >= 0 && value.matches("[0-9]{1,4}")) {
                values[name] = Integer.parseInt(value);
            } else if (arguments.get(i).equals("--loads") && KINDS.containsAll(split(value))) {
                kinds = split(value);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new EdgeBenchOptions(
                values[0], Duration.ofSeconds(values[1]), Duration.ofSeconds(values[2]), values[3], kinds));
    }

    private static List<String> split(String list) {
        return Arrays.asList(list.split(",", -1));
    }

    List<Load> loads() {
        return loads(length);
    }

    /** The same loads, all of them together for the time of the warm-up. */
    List<Load> warmUpLoads() {
        return loads(warmUp.dividedBy(kinds.size()));
    }

    private List<Load> loads(Duration each) {
        return kinds.stream()
                .<Load>map(kind -> switch (kind) {
                    case "closed" -> new Load.Closed(64, each);
                    case "rate" -> new Load.Rate(500, each);
                    case "streams" -> new Load.Streams(200, 20, each);
                    default -> new Load.Streams(1_000, 100, each);
                })
                .toList();
    }
}
