package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.totp.SecondFactor;

/** Raises an open session to two factors; its earlier refresh tokens are spent, for the new pair takes their place. */
@Singleton
final class StepUpSession {

    private static final List<String> METHODS = List.of("pwd", "otp");

    private final SessionRepository sessions;
    private final SecondFactor secondFactor;
    private final Accounts accounts;
    private final IssuePair issuePair;
    private final Audit audit;
    private final Sql sql;

    StepUpSession(
            SessionRepository sessions,
            SecondFactor secondFactor,
            Accounts accounts,
            IssuePair issuePair,
            Audit audit,
            Sql sql) {
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.accounts = accounts;
        this.issuePair = issuePair;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome stepUp(SessionId id, AccountId owner, Secret code) {
        return switch (secondFactor.check(owner, code)) {
            case SecondFactor.Outcome.Right(var at) -> raise(id, owner, at);
            case SecondFactor.Outcome.Wrong() -> new Outcome.Wrong();
            case SecondFactor.Outcome.Locked(var wait) -> new Outcome.Locked(wait);
            case SecondFactor.Outcome.Absent() -> new Outcome.NoSecondFactor();
        };
    }

    private Outcome raise(SessionId id, AccountId owner, Instant at) {
        return sql.together(() -> accounts.active(owner)
                .flatMap(account -> raised(id, account, at))
                .<Outcome>map(Outcome.Raised::new)
                .orElseGet(Outcome.NoSession::new));
    }

    private Optional<TokenPair> raised(SessionId id, Account account, Instant at) {
        return sessions.stepUp(id, account.id(), METHODS, at).map(session -> {
            audit.record(
                    AuditEvent.of(AuditType.MFA_VERIFIED, account.id().value()).about(id.value()));
            return issuePair.issue(session, account);
        });
    }

    sealed interface Outcome {
        record Raised(TokenPair pair) implements Outcome {}

        record Wrong() implements Outcome {}

        record Locked(Duration delay) implements Outcome {}

        record NoSecondFactor() implements Outcome {}

        /** It has ended, or it is one of another issuer. */
        record NoSession() implements Outcome {}
    }
}
