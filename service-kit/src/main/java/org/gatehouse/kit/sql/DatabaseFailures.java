package org.gatehouse.kit.sql;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what requests were refused for, and remembers for a while that writes do not work. */
@Singleton
public final class DatabaseFailures {

    private static final Duration DEGRADED_FOR = Duration.ofSeconds(15);

    private final Map<DatabaseFailure, LongAdder> counts = new EnumMap<>(DatabaseFailure.class);
    private final InstantSource clock;
    private volatile @Nullable Instant lastRefusedWrite;

    DatabaseFailures(InstantSource clock) {
        this.clock = clock;
        for (var failure : DatabaseFailure.values()) {
            counts.put(failure, new LongAdder());
        }
    }

    /** Notes the failure that ended a request, if it was the database's. */
    public Optional<DatabaseFailure> note(@Nullable Throwable exception) {
        var failure = DatabaseFailure.in(exception);
        failure.ifPresent(found -> {
            count(found).increment();
            if (found.concernsWritesOnly()) {
                lastRefusedWrite = clock.instant();
            }
        });
        return failure;
    }

    long counted(DatabaseFailure failure) {
        return count(failure).sum();
    }

    /** Whether a write was refused a short time ago though the database answers. */
    boolean refusesWrites() {
        var last = lastRefusedWrite;
        return last != null && clock.instant().isBefore(last.plus(DEGRADED_FOR));
    }

    private LongAdder count(DatabaseFailure failure) {
        return counts.computeIfAbsent(failure, _ -> new LongAdder());
    }
}
