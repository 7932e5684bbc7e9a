package org.gatehouse.catalog.health;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How something has fared lately.
 *
 * @param firstTokenMillis the median time to the first token of streamed answers; null while none was streamed
 */
public record Health(Status status, @Nullable Integer firstTokenMillis) {

    /** What a caller may expect of the next request. */
    public enum Status {
        HEALTHY,
        DEGRADED,
        DOWN;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Status> parse(String word) {
            return Stream.of(values())
                    .filter(status -> status.wire().equals(word))
                    .findFirst();
        }
    }

    /**
     * The one rule for several relays and several upstreams alike: down when all who look see all of it down, healthy when all
     * see all of it healthy, degraded between; the latency is the median of those seen that are not down. Empty when nobody looks.
     */
    static Optional<Health> merged(List<Health> seen) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        var same = seen.stream().map(Health::status).distinct().count() == 1;
        return Optional.of(new Health(same ? seen.getFirst().status() : Status.DEGRADED, medianOfLatencies(seen)));
    }

    private static @Nullable Integer medianOfLatencies(List<Health> seen) {
        var sorted = seen.stream()
                .filter(health -> health.status() != Status.DOWN)
                .map(Health::firstTokenMillis)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
    }
}
