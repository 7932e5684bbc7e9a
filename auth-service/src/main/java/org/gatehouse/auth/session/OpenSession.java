package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.origin.RequestOrigin;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Begins a session for an account that has just been authenticated. */
@Singleton
final class OpenSession {

    private static final int MAX_USER_AGENT = 200;

    private final NewSession newSession;
    private final SessionRepository sessions;
    private final IssuePair issuePair;
    private final RequestOrigin origin;
    private final Audit audit;
    private final Sql sql;

    OpenSession(
            NewSession newSession,
            SessionRepository sessions,
            IssuePair issuePair,
            RequestOrigin origin,
            Audit audit,
            Sql sql) {
        this.newSession = newSession;
        this.sessions = sessions;
        this.issuePair = issuePair;
        this.origin = origin;
        this.audit = audit;
        this.sql = sql;
    }

    TokenPair open(Account account, List<String> methods) {
        var session = newSession.of(account.id(), methods);
        var from = origin.current();
        return sql.together(() -> {
            sessions.add(session, shortened(from.userAgent()), from.addressText());
            audit.record(AuditEvent.of(AuditType.LOGIN_SUCCEEDED, account.id().value())
                    .about(session.id().value())
                    .with(Map.of("methods", String.join(" ", methods))));
            return issuePair.issue(session, account);
        });
    }

    private static @Nullable String shortened(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
