package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.ForeignAccounts;
import org.gatehouse.auth.account.IdentityProvider;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.totp.SecondFactor;
import org.jspecify.annotations.Nullable;

/** Lets somebody in again who has lost the second factor: it goes, and with it all sessions, since a thief may have found it. */
@Singleton
final class ResetSecondFactor {

    private final Accounts accounts;
    private final SecondFactor secondFactor;
    private final EndAccess endAccess;
    private final Audit audit;
    private final Sql sql;
    private final @Nullable ForeignAccounts elsewhere;

    ResetSecondFactor(
            Accounts accounts,
            SecondFactor secondFactor,
            EndAccess endAccess,
            Audit audit,
            Sql sql,
            @Nullable ForeignAccounts elsewhere) {
        this.elsewhere = elsewhere;
        this.accounts = accounts;
        this.secondFactor = secondFactor;
        this.endAccess = endAccess;
        this.audit = audit;
        this.sql = sql;
    }

    /** @param by the administrator who does it */
    Outcome reset(AccountId id, UUID by) {
        return sql.together(
                () -> accounts.lockPerson(id).map(account -> reset(account, by)).orElse(Outcome.ABSENT));
    }

    private Outcome reset(Account account, UUID by) {
        if (account.login().provider() == IdentityProvider.LOCAL) {
            return secondFactor.reset(account, by) ? ended(account) : Outcome.NO_SECOND_FACTOR;
        }
        if (elsewhere == null) {
            return Outcome.KEPT_ELSEWHERE;
        }
        if (!elsewhere.resetSecondFactor(account.id())) {
            return Outcome.NO_SECOND_FACTOR;
        }
        audit.record(AuditEvent.of(AuditType.MFA_RESET, account.id().value()));
        return ended(account);
    }

    private Outcome ended(Account account) {
        endAccess.sessions(account.id());
        return Outcome.RESET;
    }

    /** What came of it. */
    enum Outcome {
        RESET,
        ABSENT,
        NO_SECOND_FACTOR,

        /** Another identity provider has it, and is not administered from here. */
        KEPT_ELSEWHERE
    }
}
