package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.totp.CountingFactors;
import org.gatehouse.kit.token.Caller;

/** Gives one administrator's word for the second factor of another. */
@Singleton
final class VouchForFactor {

    private final Accounts accounts;
    private final CountingFactors factors;
    private final Audit audit;
    private final Sql sql;

    VouchForFactor(Accounts accounts, CountingFactors factors, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.factors = factors;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome vouch(AccountId id, Caller.User caller) {
        return sql.together(() ->
                accounts.lockPerson(id).map(account -> vouch(account, caller)).orElse(Outcome.ABSENT));
    }

    private Outcome vouch(Account account, Caller.User caller) {
        if (account.id().value().equals(caller.accountId())) {
            return Outcome.OWN;
        }
        if (!account.roles().contains(Role.ADMIN)) {
            return Outcome.NO_ADMINISTRATOR;
        }
        factors.vouchFor(account.id(), caller.accountId());
        audit.record(AuditEvent.of(AuditType.MFA_VOUCHED, account.id().value()));
        return Outcome.DONE;
    }

    enum Outcome {
        DONE,
        ABSENT,
        OWN,
        NO_ADMINISTRATOR
    }
}
