package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.function.Function;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.CheckPassword;
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

    Outcome password(CheckPassword.Outcome.Right proof, Secret password) {
        var objection = policy.objection(password);
        if (objection.isPresent()) {
            return new Outcome.Invalid("new_password", objection.get());
        }
        return passwords
                .hash(password)
                .map(hash -> proven(proof, id -> {
                    accounts.changePassword(id, hash);
                    audit.record(AuditEvent.of(AuditType.ACCOUNT_PASSWORD_CHANGED, id.value()));
                    return new Outcome.Changed(endAccess.sessions(id));
                }))
                .orElseGet(Outcome.TooBusy::new);
    }

    Outcome email(CheckPassword.Outcome.Right proof, String email) {
        var address = Email.parse(email);
        if (address.isEmpty()) {
            return new Outcome.Invalid("email", "must be an e-mail address");
        }
        return proven(proof, id -> {
            if (!accounts.changeEmail(id, address.get())) {
                return new Outcome.Taken();
            }
            audit.record(AuditEvent.of(AuditType.ACCOUNT_EMAIL_CHANGED, id.value()));
            return new Outcome.Changed(0);
        });
    }

    /** Only while the password that was given is still the account's. */
    private Outcome proven(CheckPassword.Outcome.Right proof, Function<AccountId, Outcome> change) {
        var id = proof.account().id();
        return sql.together(
                () -> accounts.lock(id).filter(Account::active).isPresent() && accounts.hasPassword(id, proof.hash())
                        ? change.apply(id)
                        : new Outcome.Superseded());
    }

    sealed interface Outcome {

        /** @param sessionsEnded how many had been open */
        record Changed(int sessionsEnded) implements Outcome {}

        record Invalid(String field, String objection) implements Outcome {}

        record Taken() implements Outcome {}

        /** The password was changed since it was confirmed, or the account disabled. */
        record Superseded() implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
