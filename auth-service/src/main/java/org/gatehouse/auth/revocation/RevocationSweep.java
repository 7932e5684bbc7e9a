package org.gatehouse.auth.revocation;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Removes revocations an hour after the last token they concern has expired. */
@Singleton
final class RevocationSweep {

    private static final Duration KEPT = Duration.ofHours(1);

    private final RevocationRepository repository;
    private final InstantSource clock;

    RevocationSweep(RevocationRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "15m")
    void sweep() {
        repository.removeOutlived(clock.instant().minus(KEPT));
    }
}
