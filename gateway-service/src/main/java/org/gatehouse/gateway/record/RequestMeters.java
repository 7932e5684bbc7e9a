package org.gatehouse.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.gatehouse.gateway.proxy.ExchangeRecord;

/** Counts and times exchanges by route, status class and outcome: labels from configuration, never from a request. */
@Singleton
final class RequestMeters {

    private record Labels(String route, int statusClass, ExchangeRecord.Outcome outcome) {}

    private record Meters(Timer total, Timer own, Timer upstreamHead, Counter requestBytes, Counter responseBytes) {}

    private static final Duration[] WHOLE =
            millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000);
    private static final Duration[] OWN = micros(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 50_000, 250_000);

    private final Map<Labels, Meters> meters = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(ExchangeRecord exchange) {
        var labels = new Labels(exchange.route(), exchange.status() / 100, exchange.outcome());
        var known = meters.computeIfAbsent(labels, this::register);
        known.total().record(exchange.total());
        if (exchange.own().isPositive()) {
            known.own().record(exchange.own());
        }
        if (!exchange.upstreamHead().isZero()) {
            known.upstreamHead().record(exchange.upstreamHead());
        }
        known.requestBytes().increment((double) exchange.requestBytes());
        known.responseBytes().increment((double) exchange.responseBytes());
    }

    private Meters register(Labels labels) {
        String[] tags = {
            "route", labels.route(),
            "status", labels.statusClass() + "xx",
            "outcome", labels.outcome().name()
        };
        return new Meters(
                timer("gatehouse.edge.requests", "from a request's head to the end of its exchange", WHOLE, tags),
                timer("gatehouse.edge.own", "the edge's part of the time up to an answer's head", OWN, tags),
                timer("gatehouse.edge.upstream.head", "from a request's head to its service's answer", WHOLE, tags),
                registry.counter("gatehouse.edge.request.bytes", tags),
                registry.counter("gatehouse.edge.response.bytes", tags));
    }

    private Timer timer(String name, String description, Duration[] buckets, String... tags) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry);
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static Duration[] micros(long... bounds) {
        return LongStream.of(bounds)
                .mapToObj(bound -> Duration.of(bound, ChronoUnit.MICROS))
                .toArray(Duration[]::new);
    }
}
