package org.gatehouse.chat.target;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.upstream.Upstreams;

/**
 * Puts the upstreams that have one model in order: by priority, among equals at random by weight; those that are resting come
 * last and are asked only when nobody else is left. One that has rested is asked first, once.
 */
@Singleton
public final class Targets {

    private final Upstreams upstreams;
    private final Map<Key, Health> health = new ConcurrentHashMap<>();
    private volatile Runnable onNewStatus = () -> {};

    Targets(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** One model at one upstream. */
    record Key(String upstream, String upstreamModel) {}

    public Health health(Model way) {
        return health.computeIfAbsent(
                new Key(way.upstream(), way.upstreamModel()), key -> new Health(() -> onNewStatus.run()));
    }

    Map<Key, Health> all() {
        return Map.copyOf(health);
    }

    /** Has {@code listener} called when a target goes down, comes back or is asked for the first time; it must be quick. */
    void onNewStatus(Runnable listener) {
        onNewStatus = listener;
    }

    /** The ways to a model in the order in which to ask. */
    public List<Model> inOrder(Model model) {
        List<Model> ways = model.ways();
        if (ways.size() == 1) {
            return ways;
        }
        long now = System.nanoTime();
        var placed = new ArrayList<Place>(ways.size());
        for (Model way : ways) {
            Upstreams.Preference preference = upstreams.preference(way.upstream());
            // The smallest of exponential draws falls to each by its weight.
            double draw = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / preference.weight();
            placed.add(new Place(way, rank(health(way).ask(now)), preference.priority(), draw));
        }
        placed.sort(Comparator.comparingInt(Place::rank)
                .thenComparingInt(Place::priority)
                .thenComparingDouble(Place::draw));
        return placed.stream().map(Place::way).toList();
    }

    private static int rank(Health.State state) {
        return switch (state) {
            case TO_BE_TRIED -> 0;
            case READY -> 1;
            case RESTING -> 2;
        };
    }

    private record Place(Model way, int rank, int priority, double draw) {}
}
