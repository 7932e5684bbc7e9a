package org.gatehouse.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.gateway.proxy.ExchangeRecord;

/** Counts and times exchanges by route, status class and outcome: labels from configuration, never from a request. */
@Singleton
final class RequestMeters {

    private record Labels(String route, int statusClass, ExchangeRecord.Outcome outcome) {}

    private record Meters(Timer total, Timer upstreamHead, Counter requestBytes, Counter responseBytes) {}

    private final Map<Labels, Meters> meters = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(ExchangeRecord exchange) {
        var labels = new Labels(exchange.route(), exchange.status() / 100, exchange.outcome());
        var known = meters.computeIfAbsent(labels, this::register);
        known.total().record(exchange.total());
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
                registry.timer("gatehouse.edge.requests", tags),
                registry.timer("gatehouse.edge.upstream.head", tags),
                registry.counter("gatehouse.edge.request.bytes", tags),
                registry.counter("gatehouse.edge.response.bytes", tags));
    }
}
