package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.CheckPassword;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.sql.Sql;

/** Begins a session for an account that has just been authenticated, and is still what it was then. */
@Singleton
final class OpenSession {

    private final BeginSession beginSession;
    private final Accounts accounts;
    private final IssuePair issuePair;
    private final Audit audit;
    private final Sql sql;

    OpenSession(BeginSession beginSession, Accounts accounts, IssuePair issuePair, Audit audit, Sql sql) {
        this.beginSession = beginSession;
        this.accounts = accounts;
        this.issuePair = issuePair;
        this.audit = audit;
        this.sql = sql;
    }

    /** Empty when password, roles or state have changed since the password was checked. */
    Optional<TokenPair> open(CheckPassword.Outcome.Right proven, List<String> methods) {
        return sql.together(
                () -> accounts.unchanged(proven.account(), proven.hash()).map(account -> begin(account, methods)));
    }

    private TokenPair begin(Account account, List<String> methods) {
        var session = beginSession.begin(account.id(), methods);
        audit.record(AuditEvent.of(AuditType.LOGIN_SUCCEEDED, account.id().value())
                .about(session.id().value())
                .with(Map.of("methods", String.join(" ", methods))));
        return issuePair.issue(session, account);
    }
}
