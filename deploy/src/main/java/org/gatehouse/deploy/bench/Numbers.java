package org.gatehouse.deploy.bench;

import java.util.List;
import java.util.Optional;

/** A command line of options that each take a whole number. */
final class Numbers {
    private Numbers() {}

    /**
     * The numbers in the order of the names, with the defaults for those that were not given.
     *
     * @param pattern what a number may look like
     * @return empty when something else was given
     */
    static Optional<int[]> parse(List<String> arguments, List<String> names, String pattern, int... defaults) {
        int[] values = defaults.clone();
        for (int i = 0; i < arguments.size(); i += 2) {
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            int name = names.indexOf(arguments.get(i));
            if (name < 0 || !value.matches(pattern)) {
                return Optional.empty();
            }
            values[name] = Integer.parseInt(value);
        }
        return Optional.of(values);
    }
}
