package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trades a refresh token for the next pair, once; a token that comes back ends the session, for one of the two holders is a thief. */
@Singleton
public final class RefreshSession {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshSession.class);

    private final SessionRepository sessions;
    private final EndSession endSession;
    private final Accounts accounts;
    private final IssuePair issuePair;
    private final InstantSource clock;
    private final Sql sql;
    private final @Nullable ProviderSessions elsewhere;

    RefreshSession(
            SessionRepository sessions,
            EndSession endSession,
            Accounts accounts,
            IssuePair issuePair,
            InstantSource clock,
            Sql sql,
            @Nullable ProviderSessions elsewhere) {
        this.elsewhere = elsewhere;
        this.sessions = sessions;
        this.endSession = endSession;
        this.accounts = accounts;
        this.issuePair = issuePair;
        this.clock = clock;
        this.sql = sql;
    }

    /** Empty for a token that is unknown, spent, expired, or whose session or account has ended. */
    public Optional<TokenPair> refresh(Secret token) {
        if (elsewhere != null && elsewhere.issued(token)) {
            return elsewhere.refresh(token);
        }
        var digest = Digest.of(token);
        var pair = sql.together(() -> sessions.spend(digest, clock.instant())
                .flatMap(
                        session -> accounts.active(session.owner()).map(account -> issuePair.issue(session, account))));
        if (pair.isEmpty()) {
            endIfReused(digest);
        }
        return pair;
    }

    private void endIfReused(Digest digest) {
        sessions.openWithSpent(digest).ifPresent(id -> {
            if (endSession.endForReuse(id)) {
                LOG.warn("A spent refresh token was used again: session {} has ended", id.value());
            }
        });
    }
}
