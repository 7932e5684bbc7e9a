package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command line of {@code ./gatehouse bench edge}. */
record EdgeBenchOptions(int rounds, Duration length, Duration warmUp, int streams, int starts) {
    static final String USAGE = """
            usage: ./gatehouse bench edge [--rounds 5] [--seconds 4] [--warm-up 20] [--streams 200] [--starts 3]

              --rounds    each target once for each load, in turn, the next round in the other order
              --seconds   the length of one load
              --warm-up   seconds of load on the suite before the first round
              --streams   streams side by side
              --starts    starts of each service, without and with the AOT cache; 0 leaves them out""";

    /** Empty when the usage is asked for, or needed. */
    static Optional<EdgeBenchOptions> parse(List<String> arguments) {
        int[] values = {5, 4, 20, 200, 3};
        var names = List.of("--rounds", "--seconds", "--warm-up", "--streams", "--starts");
        for (int i = 0; i < arguments.size(); i += 2) {
            int name = names.indexOf(arguments.get(i));
            if (name < 0 || i + 1 == arguments.size() || !arguments.get(i + 1).matches("[0-9]{1,4}")) {
                return Optional.empty();
            }
            values[name] = Integer.parseInt(arguments.get(i + 1));
        }
        return Optional.of(new EdgeBenchOptions(
                values[0], Duration.ofSeconds(values[1]), Duration.ofSeconds(values[2]), values[3], values[4]));
    }

    List<Load> loads() {
        return List.of(new Load.Closed(64, length), new Load.Rate(500, length), new Load.Streams(streams, 20, length));
    }
}
