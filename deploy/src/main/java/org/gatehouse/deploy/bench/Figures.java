package org.gatehouse.deploy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** The same figure of several rounds, sorted: median and range. */
record Figures(List<Double> values) {

    Figures {
        values = values.stream().sorted().toList();
    }

    /** This target's figures over another's of the same rounds. */
    static Figures ratio(List<Double> over, List<Double> under) {
        return paired(over, under, (a, b) -> a / b);
    }

    static Figures difference(List<Double> over, List<Double> under) {
        return paired(over, under, (a, b) -> a - b);
    }

    private static Figures paired(List<Double> one, List<Double> other, DoubleBinaryOperator operator) {
        var results = new ArrayList<Double>();
        for (int round = 0; round < one.size(); round++) {
            results.add(operator.applyAsDouble(one.get(round), other.get(round)));
        }
        return new Figures(results);
    }

    String text(int digits) {
        var format = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                format + " [" + format + "-" + format + "]",
                values.get(values.size() / 2),
                values.getFirst(),
                values.getLast());
    }
}
