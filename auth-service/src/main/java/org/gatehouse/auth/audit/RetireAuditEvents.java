package org.gatehouse.auth.audit;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.gatehouse.auth.sql.Sql;

/** Removes events that are older than they need be kept, and records that: nothing is lost silently. */
@Singleton
final class RetireAuditEvents {

    private static final int BATCH = 5_000;

    private final AuditRepository repository;
    private final AuditConfig config;
    private final Audit audit;
    private final InstantSource clock;
    private final Sql sql;

    RetireAuditEvents(AuditRepository repository, AuditConfig config, Audit audit, InstantSource clock, Sql sql) {
        this.repository = repository;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
        this.sql = sql;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5s")
    void retire() {
        var before = clock.instant().minus(config.retention());
        long removed;
        do {
            removed = sql.together(() -> retireBatch(before));
        } while (removed == BATCH);
    }

    private long retireBatch(Instant before) {
        long removed = repository.remove(before, BATCH);
        if (removed > 0) {
            audit.record(AuditEvent.of(AuditType.AUDIT_EXPIRED)
                    .with(Map.of("count", Long.toString(removed), "before", before.toString())));
        }
        return removed;
    }
}
