package org.gatehouse.auth.invite;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Removes invites a month after they have expired. */
@Singleton
final class InviteSweep {

    private static final Duration KEPT = Duration.ofDays(30);

    private final InviteRepository repository;
    private final InstantSource clock;

    InviteSweep(InviteRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void sweep() {
        repository.removeExpired(clock.instant().minus(KEPT));
    }
}
