package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.password.PasswordPolicy;
import org.gatehouse.auth.password.Passwords;
import org.gatehouse.auth.sql.Sql;

/** Changes an account, and takes back at once whatever tokens say about it that is no longer so. */
@Singleton
final class ChangeUser {

    private final Accounts accounts;
    private final EndAccess endAccess;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final Audit audit;
    private final Sql sql;

    ChangeUser(
            Accounts accounts, EndAccess endAccess, Passwords passwords, PasswordPolicy policy, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.endAccess = endAccess;
        this.passwords = passwords;
        this.policy = policy;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome change(AccountId id, UserChange change) {
        var password = change.password();
        var objection = password == null ? Optional.<String>empty() : policy.objection(password);
        if (objection.isPresent()) {
            return new Outcome.BadPassword(objection.get());
        }
        var hash = password == null ? Optional.<PasswordHash>empty() : passwords.hash(password);
        if (password != null && hash.isEmpty()) {
            return new Outcome.TooBusy();
        }
        return sql.together(() -> accounts.find(id)
                .map(old -> apply(old, changed(old, change), hash))
                .orElseGet(Outcome.Absent::new));
    }

    private Outcome apply(Account old, Account changed, Optional<PasswordHash> hash) {
        if (!(changed.active() && changed.roles().contains(Role.ADMIN)) && accounts.isLastAdministrator(old.id())) {
            return new Outcome.LastAdministrator();
        }
        accounts.replace(changed);
        hash.ifPresent(each -> accounts.changePassword(old.id(), each));
        record(old, changed, hash.isPresent());
        if (hash.isPresent() || !changed.active()) {
            endAccess.sessions(old.id());
        }
        if (!changed.active() || !changed.roles().equals(old.roles())) {
            endAccess.tokens(old.id());
        }
        return new Outcome.Changed(changed);
    }

    private void record(Account old, Account changed, boolean password) {
        var id = old.id().value();
        if (password) {
            audit.record(AuditEvent.of(AuditType.ACCOUNT_PASSWORD_CHANGED, id));
        }
        if (!changed.equals(old)) {
            audit.record(AuditEvent.of(AuditType.ACCOUNT_CHANGED, id)
                    .with(Map.of(
                            "roles",
                            changed.rolesInWords(),
                            "roles_before",
                            old.rolesInWords(),
                            "enabled",
                            Boolean.toString(changed.active()))));
        }
    }

    private static Account changed(Account old, UserChange change) {
        return old.with(
                change.name() == null ? old.name() : change.name().strip(),
                change.roles() == null ? old.roles() : roles(change.roles()),
                change.enabled() == null ? old.active() : change.enabled());
    }

    private static List<Role> roles(List<String> wire) {
        return wire.stream()
                .distinct()
                .flatMap(each -> Role.parse(each).stream())
                .toList();
    }

    sealed interface Outcome {
        record Changed(Account account) implements Outcome {}

        record Absent() implements Outcome {}

        record BadPassword(String objection) implements Outcome {}

        record LastAdministrator() implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
