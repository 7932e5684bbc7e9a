package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.CheckPassword;
import org.gatehouse.auth.attempt.LoginAttempts;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;

/** Asks whoever holds a token for the password too; guesses count like those at the login. */
@Singleton
final class ConfirmOwner {

    private final Accounts accounts;
    private final LoginAttempts attempts;
    private final CheckPassword checkPassword;
    private final Audit audit;

    ConfirmOwner(Accounts accounts, LoginAttempts attempts, CheckPassword checkPassword, Audit audit) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.checkPassword = checkPassword;
        this.audit = audit;
    }

    Outcome confirm(AccountId id, Secret password) {
        return accounts.active(id).map(account -> confirm(account, password)).orElseGet(Outcome.Wrong::new);
    }

    private Outcome confirm(Account account, Secret password) {
        var email = account.email().value();
        return switch (attempts.begin(email)) {
            case LoginAttempts.Outcome.Locked(var delay) -> new Outcome.Locked(delay);
            case LoginAttempts.Outcome.Admitted(var attempt) ->
                switch (checkPassword.check(email, password)) {
                    case CheckPassword.Outcome.Right confirmed
                    when confirmed.account().id().equals(account.id()) -> {
                        attempts.succeeded(attempt);
                        yield new Outcome.Confirmed(confirmed);
                    }
                    case CheckPassword.Outcome.Right _, CheckPassword.Outcome.Wrong _ -> {
                        audit.record(AuditEvent.of(
                                        AuditType.LOGIN_FAILED, account.id().value())
                                .with(Map.of("factor", "password")));
                        yield new Outcome.Wrong();
                    }
                    case CheckPassword.Outcome.TooBusy() -> {
                        attempts.takeBack(attempt);
                        yield new Outcome.TooBusy();
                    }
                };
        };
    }

    sealed interface Outcome {
        record Confirmed(CheckPassword.Outcome.Right proof) implements Outcome {}

        record Wrong() implements Outcome {}

        /** @param delay a minute at most */
        record Locked(Duration delay) implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
