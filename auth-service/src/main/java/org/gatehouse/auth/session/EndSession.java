package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Ends sessions: their refresh tokens are dead at once, their access tokens as soon as the word has spread. */
@Singleton
public final class EndSession {

    private final SessionRepository sessions;
    private final Revocations revocations;
    private final Audit audit;
    private final InstantSource clock;
    private final Sql sql;
    private final @Nullable ProviderSessions elsewhere;

    EndSession(
            SessionRepository sessions,
            Revocations revocations,
            Audit audit,
            InstantSource clock,
            Sql sql,
            @Nullable ProviderSessions elsewhere) {
        this.elsewhere = elsewhere;
        this.sessions = sessions;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
        this.sql = sql;
    }

    /** Does nothing for a token that is unknown or whose session has ended: whoever logs out is logged out. */
    public void endWith(Secret refreshToken) {
        if (elsewhere != null && elsewhere.issued(refreshToken)) {
            elsewhere.logOut(refreshToken);
            return;
        }
        sessions.openWith(Digest.of(refreshToken)).ifPresent(this::end);
    }

    /** False when the owner has no such session open. */
    boolean end(SessionId id, AccountId owner) {
        return (sessions.owns(owner, id) && end(id)) || (elsewhere != null && elsewhere.end(owner, id));
    }

    /** False when it had ended already. */
    public boolean end(SessionId id) {
        return sql.together(() -> {
            var owner = sessions.end(id, clock.instant());
            owner.ifPresent(account -> {
                audit.record(
                        AuditEvent.of(AuditType.SESSION_ENDED, account.value()).about(id.value()));
                revocations.sessions(List.of(id.value()));
            });
            return owner.isPresent();
        });
    }

    /** Because a spent refresh token came back. False when it had ended already. */
    boolean endForReuse(SessionId id) {
        return sql.together(() -> {
            var ended = end(id);
            if (ended) {
                audit.record(AuditEvent.of(AuditType.SESSION_REFRESH_REUSED).about(id.value()));
            }
            return ended;
        });
    }

    /** Ends whatever sessions the account has open, and tells how many. */
    public int endAll(AccountId owner) {
        return sql.together(() -> {
            if (elsewhere != null) {
                elsewhere.endAll(owner);
            }
            var ended = sessions.endAll(owner, clock.instant());
            if (!ended.isEmpty()) {
                audit.record(AuditEvent.of(AuditType.SESSION_ALL_ENDED, owner.value())
                        .with(Map.of("count", Integer.toString(ended.size()))));
            }
            revocations.sessions(ended);
            return ended.size();
        });
    }
}
