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
 * Disables the account of a user whom their issuer lets in no more, also the last administrator's: they cannot log in
 * anyhow, and only their keys and tokens would live on.
 */
@Singleton
@Requires(beans = FederationConfig.class)
public final class DisableLeaver {

    private static final Logger LOG = LoggerFactory.getLogger(DisableLeaver.class);

    private final Accounts accounts;
    private final FederatedAccounts federated;
    private final Revocations revocations;
    private final Audit audit;
    private final Sql sql;

    DisableLeaver(Accounts accounts, FederatedAccounts federated, Revocations revocations, Audit audit, Sql sql) {
        this.accounts = accounts;
        this.federated = federated;
        this.revocations = revocations;
        this.audit = audit;
        this.sql = sql;
    }

    /** Nothing happens when it is disabled or deleted already. */
    public void disable(AccountId id, Reason reason) {
        boolean disabled = sql.together(() -> accounts.lockPerson(id)
                .filter(Account::active)
                .map(account -> close(account, reason))
                .isPresent());
        if (disabled) {
            LOG.info("Account {} has been disabled: {}", id, reason.wire());
        }
    }

    private Account close(Account account, Reason reason) {
        var closed = account.with(account.name(), account.roles(), false);
        var id = account.id();
        accounts.replace(closed);
        federated.refuseTokensSoFar(id);
        audit.record(AuditEvent.of(AuditType.ACCOUNT_CHANGED, id.value())
                .with(Map.of("enabled", "false", "reason", reason.wire(), "roles", account.rolesInWords())));
        revocations.account(id.value());
        accounts.programsOf(id).forEach(program -> revocations.account(program.value()));
        return closed;
    }

    /** What the issuer says of the user now. */
    public enum Reason {
        DISABLED_AT_KEYCLOAK,
        GONE_AT_KEYCLOAK;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
