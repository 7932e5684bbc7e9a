package org.gatehouse.auth.session;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Removes sessions a day after the end of their life; until then a stolen token that comes back is still told from an unknown one. */
@Singleton
final class SessionSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final SessionRepository sessions;
    private final InstantSource clock;

    SessionSweep(SessionRepository sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void sweep() {
        sessions.removeExpired(clock.instant().minus(KEPT));
    }
}
