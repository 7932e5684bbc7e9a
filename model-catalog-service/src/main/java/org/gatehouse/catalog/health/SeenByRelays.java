package org.gatehouse.catalog.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.catalog.model.Origin;

/** What all relays together see at one moment; immutable, and equal when they see the same. */
public final class SeenByRelays {

    public static final SeenByRelays NOTHING = new SeenByRelays(List.of());

    private final Map<Target, List<Health>> byTarget = new HashMap<>();

    SeenByRelays(Collection<Map<Target, Health>> reports) {
        for (var report : reports) {
            report.forEach((target, health) ->
                    byTarget.computeIfAbsent(target, _ -> new ArrayList<>()).add(health));
        }
    }

    /** How a model fares that can be had at these places; empty when no relay has asked for it lately. */
    public Optional<Health> of(Collection<Origin> origins) {
        return Health.merged(origins.stream()
                .map(origin -> new Target(origin.upstream(), origin.upstreamModel()))
                .flatMap(target -> byTarget.getOrDefault(target, List.of()).stream())
                .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenByRelays seen && byTarget.equals(seen.byTarget);
    }

    @Override
    public int hashCode() {
        return byTarget.hashCode();
    }
}
