package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;

/** Puts a second factor into use when its first code has come back. */
@Singleton
final class ConfirmTotp {

    private final SecondFactor secondFactor;
    private final CountingFactors factors;
    private final Audit audit;
    private final Sql sql;

    ConfirmTotp(SecondFactor secondFactor, CountingFactors factors, Audit audit, Sql sql) {
        this.factors = factors;
        this.secondFactor = secondFactor;
        this.audit = audit;
        this.sql = sql;
    }

    SecondFactor.Outcome confirm(AccountId account, Secret code) {
        return sql.together(() -> {
            var outcome = secondFactor.confirm(account, code);
            if (outcome instanceof SecondFactor.Outcome.Right) {
                factors.settle(account);
                audit.record(AuditEvent.of(AuditType.MFA_ENABLED, account.value()));
            }
            return outcome;
        });
    }
}
