package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.ForeignAccounts;
import org.gatehouse.auth.account.IdentityProvider;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Changes an account, and takes back at once whatever tokens say about it that is no longer so. */
@Singleton
final class ChangeUser {

    private final Accounts accounts;
    private final EndAccess endAccess;
    private final NewPassword newPassword;
    private final Audit audit;
    private final Sql sql;
    private final @Nullable ForeignAccounts elsewhere;

    ChangeUser(
            Accounts accounts,
            EndAccess endAccess,
            NewPassword newPassword,
            Audit audit,
            Sql sql,
            @Nullable ForeignAccounts elsewhere) {
        this.elsewhere = elsewhere;
        this.accounts = accounts;
        this.endAccess = endAccess;
        this.newPassword = newPassword;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome change(AccountId id, UserChange change) {
        var password = change.password();
        return switch (newPassword.of(password)) {
            case NewPassword.Outcome.Ready(var hash) ->
                sql.together(() -> accounts.lockPerson(id)
                        .map(old -> apply(old, changed(old, change), password, hash))
                        .orElseGet(Outcome.Absent::new));
            case NewPassword.Outcome.Refused(var objection) -> new Outcome.BadPassword(objection);
            case NewPassword.Outcome.TooBusy() -> new Outcome.TooBusy();
        };
    }

    private Outcome apply(Account old, Account changed, @Nullable Secret password, Optional<PasswordHash> hash) {
        if (!(changed.active() && changed.roles().contains(Role.ADMIN)) && accounts.isLastAdministrator(old.id())) {
            return new Outcome.LastAdministrator();
        }
        if (old.login().provider() == IdentityProvider.LOCAL) {
            hash.ifPresent(each -> accounts.changePassword(old.id(), each));
        } else if (elsewhere != null) {
            elsewhere.change(old, changed, password);
        } else if (password != null || !changed.equals(old.with(old.name(), old.roles(), changed.active()))) {
            return new Outcome.KeptElsewhere();
        }
        accounts.replace(changed);
        record(old, changed, password != null);
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

        /** Another identity provider keeps what was to be changed, and is not administered from here. */
        record KeptElsewhere() implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
