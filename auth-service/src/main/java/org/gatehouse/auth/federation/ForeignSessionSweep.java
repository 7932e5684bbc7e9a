package org.gatehouse.auth.federation;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets sessions that nobody has used for a month, of which one that comes back is recorded as a login, and spent logout tokens. */
@Singleton
final class ForeignSessionSweep {

    private static final Duration UNUSED = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ForeignSessionRepository sessions;
    private final InstantSource clock;

    ForeignSessionSweep(ForeignSessionRepository sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "20m")
    void sweep() {
        var now = clock.instant();
        sessions.removeUnseenSince(now.minus(UNUSED));
        sessions.removeLogoutTokensExpiredBefore(now.minus(SKEW));
    }
}
