package org.gatehouse.catalog.health;

import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.catalog.sql.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what relays see at hand: looks at each change, and each second for relays that have fallen silent. */
@Context
final class GatherReports {

    private static final Logger LOG = LoggerFactory.getLogger(GatherReports.class);

    private final ReportRepository repository;
    private final ObjectMapper json;
    private final HealthConfig config;
    private final InstantSource clock;
    private final Changes changes;
    private final List<HealthListener> listeners;
    private Map<UUID, String> read = Map.of();
    private SeenByRelays seen = SeenByRelays.NOTHING;

    GatherReports(
            ReportRepository repository,
            ObjectMapper json,
            HealthConfig config,
            InstantSource clock,
            Changes changes,
            Collection<HealthListener> listeners) {
        this.repository = repository;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.changes = changes;
        this.listeners = List.copyOf(listeners);
    }

    @PostConstruct
    void start() {
        gather();
        changes.onChange(this::gather);
    }

    /** Takes a relay's report over; false when it makes no sense. */
    boolean take(UUID relay, RelayReport report) {
        if (report.understood().isEmpty()) {
            return false;
        }
        var now = clock.instant();
        repository.save(relay, written(report), now, now.minus(config.silence()));
        gather();
        return true;
    }

    private synchronized void gather() {
        var reports = repository.since(clock.instant().minus(config.silence()));
        if (reports.equals(read)) {
            return;
        }
        read = reports;
        var next = new SeenByRelays(
                reports.values().stream().flatMap(this::understood).toList());
        if (!next.equals(seen)) {
            seen = next;
            listeners.forEach(listener -> listener.onChange(next));
        }
    }

    private String written(RelayReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (IOException e) {
            throw new UncheckedIOException("a report of our own", e);
        }
    }

    /** A report that a replica of another version took and this one cannot read is none. */
    private Stream<Map<Target, Health>> understood(String report) {
        try {
            var read = json.readValue(report, RelayReport.class);
            return read == null ? Stream.empty() : read.understood().stream();
        } catch (IOException e) {
            LOG.debug("a report of another version", e);
            return Stream.empty();
        }
    }
}
