package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.ForeignAccounts;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Deletes an account with its sessions and keys, and takes back all its tokens. */
@Singleton
final class DeleteUser {

    private final Accounts accounts;
    private final EndAccess endAccess;
    private final Audit audit;
    private final Sql sql;
    private final @Nullable ForeignAccounts elsewhere;

    DeleteUser(Accounts accounts, EndAccess endAccess, Audit audit, Sql sql, @Nullable ForeignAccounts elsewhere) {
        this.elsewhere = elsewhere;
        this.accounts = accounts;
        this.endAccess = endAccess;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome delete(AccountId id) {
        return sql.together(() -> {
            if (accounts.lockPerson(id).isEmpty()) {
                return Outcome.ABSENT;
            }
            if (accounts.isLastAdministrator(id)) {
                return Outcome.LAST_ADMINISTRATOR;
            }
            var programs = accounts.programsOf(id);
            if (elsewhere != null) {
                elsewhere.delete(id);
            }
            accounts.delete(id);
            audit.record(AuditEvent.of(AuditType.ACCOUNT_DELETED, id.value()));
            programs.forEach(endAccess::tokens);
            endAccess.tokens(id);
            return Outcome.DELETED;
        });
    }

    enum Outcome {
        DELETED,
        ABSENT,
        LAST_ADMINISTRATOR
    }
}
