package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disables the account of a user whom their issuer lets in no more, and enables it when it does again. Also the last
 * administrator's is disabled: they cannot log in anyhow, and only their keys and tokens would live on.
 */
@Singleton
@Requires(beans = FederationConfig.class)
public final class LeavingUser {

    private static final Logger LOG = LoggerFactory.getLogger(LeavingUser.class);

    private final Accounts accounts;
    private final FederatedAccounts federated;
    private final Revocations revocations;
    private final Audit audit;
    private final Sql sql;

    LeavingUser(Accounts accounts, FederatedAccounts federated, Revocations revocations, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.federated = federated;
        this.revocations = revocations;
        this.audit = audit;
        this.sql = sql;
    }

    /** Nothing happens when it is disabled or deleted already. */
    public void disable(AccountId id, Reason reason) {
        boolean disabled = sql.together(() -> accounts.lockPerson(id)
                .filter(account -> accounts.leave(account.id()))
                .map(account -> endAccess(account, reason))
                .isPresent());
        if (disabled) {
            LOG.info("Account {} has been disabled: {}", id, reason.wire());
        }
    }

    /** Nothing happens unless it was disabled so, and by nobody since. */
    public void enable(AccountId id) {
        boolean enabled = sql.together(() -> accounts.lockPerson(id)
                .filter(account -> accounts.comeBack(account.id()))
                .map(account -> record(account, true, Reason.ENABLED_AT_KEYCLOAK))
                .isPresent());
        if (enabled) {
            LOG.info("Account {} has been enabled: {}", id, Reason.ENABLED_AT_KEYCLOAK.wire());
        }
    }

    private Account endAccess(Account account, Reason reason) {
        var id = account.id();
        federated.refuseTokensSoFar(id);
        record(account, false, reason);
        revocations.account(id.value());
        accounts.programsOf(id).forEach(program -> revocations.account(program.value()));
        return account;
    }

    private Account record(Account account, boolean enabled, Reason reason) {
        audit.record(AuditEvent.of(AuditType.ACCOUNT_CHANGED, account.id().value())
                .with(Map.of(
                        "enabled",
                        Boolean.toString(enabled),
                        "reason",
                        reason.wire(),
                        "roles",
                        account.rolesInWords())));
        return account;
    }

    /** What the issuer says of the user now. */
    public enum Reason {
        DISABLED_AT_KEYCLOAK,
        GONE_AT_KEYCLOAK,
        ENABLED_AT_KEYCLOAK;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
