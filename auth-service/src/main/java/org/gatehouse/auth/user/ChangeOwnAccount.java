package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Email;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.password.PasswordPolicy;
import org.gatehouse.auth.password.Passwords;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;

/** What owners change about their own accounts once {@link ConfirmOwner} knows them. */
@Singleton
final class ChangeOwnAccount {

    private final Accounts accounts;
    private final EndAccess endAccess;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final Audit audit;
    private final Sql sql;

    ChangeOwnAccount(
            Accounts accounts, EndAccess endAccess, Passwords passwords, PasswordPolicy policy, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.endAccess = endAccess;
        this.passwords = passwords;
        this.policy = policy;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome password(Account account, Secret password) {
        var objection = policy.objection(password);
        if (objection.isPresent()) {
            return new Outcome.Invalid("new_password", objection.get());
        }
        return passwords
                .hash(password)
                .<Outcome>map(hash -> sql.together(() -> {
                    accounts.changePassword(account.id(), hash);
                    audit.record(AuditEvent.of(
                            AuditType.ACCOUNT_PASSWORD_CHANGED, account.id().value()));
                    return new Outcome.Changed(endAccess.sessions(account.id()));
                }))
                .orElseGet(Outcome.TooBusy::new);
    }

    Outcome email(Account account, String email) {
        var address = Email.parse(email);
        if (address.isEmpty()) {
            return new Outcome.Invalid("email", "must be an e-mail address");
        }
        return sql.together(() -> {
            if (!accounts.changeEmail(account.id(), address.get())) {
                return new Outcome.Taken();
            }
            audit.record(
                    AuditEvent.of(AuditType.ACCOUNT_EMAIL_CHANGED, account.id().value()));
            return new Outcome.Changed(0);
        });
    }

    sealed interface Outcome {

        /** @param sessionsEnded how many had been open */
        record Changed(int sessionsEnded) implements Outcome {}

        record Invalid(String field, String objection) implements Outcome {}

        record Taken() implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
