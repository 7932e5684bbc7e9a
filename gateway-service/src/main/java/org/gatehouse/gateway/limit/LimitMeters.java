package org.gatehouse.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an operator watches of the limits: who ran into them, and whether the edges still count together. */
@Singleton
final class LimitMeters {

    private final Map<String, Counter> exhausted = new ConcurrentHashMap<>();
    private final Map<String, Counter> unavailable = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    LimitMeters(MeterRegistry registry, @Nullable LimitStore store) {
        this.registry = registry;
        if (store != null) {
            Gauge.builder("gatehouse.edge.limits.store.up", store, it -> it.isUp() ? 1 : 0)
                    .description("1 while limits are counted with all edges, 0 while this edge grants its share")
                    .register(registry);
            Gauge.builder("gatehouse.edge.limits.edges", store, LimitStore::edges)
                    .description("edges that count in the store")
                    .register(registry);
        }
    }

    Allowance counted(String route, Allowance allowance) {
        return switch (allowance) {
            case Allowance.Exhausted _ -> {
                exhausted.computeIfAbsent(route, it -> counter(it, "exhausted")).increment();
                yield allowance;
            }
            case Allowance.Unavailable _ -> {
                unavailable
                        .computeIfAbsent(route, it -> counter(it, "unavailable"))
                        .increment();
                yield allowance;
            }
            case Allowance.Later(var outcome) -> new Allowance.Later(outcome.thenApply(later -> counted(route, later)));
            case Allowance.Granted _, Allowance.Unlimited _ -> allowance;
        };
    }

    private Counter counter(String route, String outcome) {
        return registry.counter("gatehouse.edge.limits.refused", "route", route, "outcome", outcome);
    }
}
