package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.util.Map;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.sql.Sql;

/** Writes a new account down, on the record. */
@Singleton
final class OpenAccount {

    private final AccountRepository accounts;
    private final Audit audit;
    private final Sql sql;

    OpenAccount(AccountRepository accounts, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.audit = audit;
        this.sql = sql;
    }

    /** False when the address is taken. */
    boolean open(Account account, PasswordHash hash) {
        return sql.together(() -> {
            var added = accounts.add(account, hash);
            if (added) {
                audit.record(
                        AuditEvent.of(AuditType.ACCOUNT_CREATED, account.id().value())
                                .with(Map.of("roles", account.rolesInWords())));
            }
            return added;
        });
    }
}
