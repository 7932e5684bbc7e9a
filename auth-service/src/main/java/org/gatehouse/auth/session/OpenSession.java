package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.ambient.IdSource;
import org.jspecify.annotations.Nullable;

/** Begins a session for an account that has just been authenticated. */
@Singleton
final class OpenSession {

    private static final int MAX_USER_AGENT = 200;

    private final SessionRepository sessions;
    private final IssuePair issuePair;
    private final TokenLifetimes lifetimes;
    private final IdSource ids;
    private final InstantSource clock;
    private final Sql sql;

    OpenSession(
            SessionRepository sessions,
            IssuePair issuePair,
            TokenLifetimes lifetimes,
            IdSource ids,
            InstantSource clock,
            Sql sql) {
        this.sessions = sessions;
        this.issuePair = issuePair;
        this.lifetimes = lifetimes;
        this.ids = ids;
        this.clock = clock;
        this.sql = sql;
    }

    TokenPair open(Account account, List<String> methods, @Nullable String userAgent) {
        var now = clock.instant();
        var expiresAt = now.plus(lifetimes.refreshToken());
        var session = new Session(new SessionId(ids.next()), account.id(), now, methods, expiresAt);
        return sql.together(() -> {
            sessions.add(session, shortened(userAgent), now);
            return issuePair.issue(session, account);
        });
    }

    private static @Nullable String shortened(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
