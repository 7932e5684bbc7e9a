package org.gatehouse.catalog.health;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that one relay has seen lately; it replaces what that relay said before. */
@Serdeable
record RelayReport(List<Seen> targets) {

    private static final int MAX_TARGETS = 10_000;
    private static final int MAX_MILLIS = 3_600_000;

    /** How one target fares: {@code healthy}, {@code degraded} or {@code down}. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Seen(
            String upstream,
            String upstreamModel,
            String status,
            @Nullable Integer timeToFirstTokenMs) {

        private Optional<Health> health() {
            return isLatency(timeToFirstTokenMs)
                    ? Health.Status.parse(status).map(known -> new Health(known, timeToFirstTokenMs))
                    : Optional.empty();
        }

        private static boolean isLatency(@Nullable Integer millis) {
            return millis == null || (millis >= 0 && millis <= MAX_MILLIS);
        }
    }

    /** Empty when any part of it makes no sense. */
    Optional<Map<Target, Health>> understood() {
        var understood = new HashMap<Target, Health>();
        for (var seen : targets) {
            var health = seen == null || targets.size() > MAX_TARGETS ? Optional.<Health>empty() : seen.health();
            if (health.isEmpty()) {
                return Optional.empty();
            }
            understood.put(new Target(seen.upstream(), seen.upstreamModel()), health.get());
        }
        return Optional.of(understood);
    }
}
