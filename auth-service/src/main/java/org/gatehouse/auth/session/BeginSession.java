package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.origin.RequestOrigin;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.kit.ambient.IdSource;
import org.jspecify.annotations.Nullable;

/** Stores a session that begins now, with its whole life before it. */
@Singleton
final class BeginSession {

    private static final int MAX_USER_AGENT = 200;

    private final SessionRepository sessions;
    private final TokenLifetimes lifetimes;
    private final RequestOrigin origin;
    private final IdSource ids;
    private final InstantSource clock;

    BeginSession(
            SessionRepository sessions,
            TokenLifetimes lifetimes,
            RequestOrigin origin,
            IdSource ids,
            InstantSource clock) {
        this.sessions = sessions;
        this.lifetimes = lifetimes;
        this.origin = origin;
        this.ids = ids;
        this.clock = clock;
    }

    Session begin(AccountId owner, List<String> methods) {
        var now = clock.instant();
        var from = origin.current();
        var session = new Session(new SessionId(ids.next()), owner, now, methods, now.plus(lifetimes.refreshToken()));
        sessions.add(session, shortened(from.userAgent()), from.addressText());
        return session;
    }

    private static @Nullable String shortened(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
