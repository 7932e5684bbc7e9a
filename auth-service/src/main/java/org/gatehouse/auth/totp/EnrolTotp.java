package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.IdentityProvider;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;

/** Begins, and later ends, the use of a second factor; in use it is only once a first code has come back. */
@Singleton
final class EnrolTotp {

    private final TotpRepository repository;
    private final Accounts accounts;
    private final Audit audit;
    private final RandomSource random;
    private final InstantSource clock;
    private final Sql sql;

    EnrolTotp(
            TotpRepository repository,
            Accounts accounts,
            Audit audit,
            RandomSource random,
            InstantSource clock,
            Sql sql) {
        this.repository = repository;
        this.accounts = accounts;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
        this.sql = sql;
    }

    /** Empty when a second factor is in use already, or is the business of another identity provider. */
    Optional<Enrolment> begin(AccountId id) {
        return sql.together(() -> accounts.active(id)
                .filter(EnrolTotp::logsInHere)
                .flatMap(account -> {
                    var secret = TotpSecret.generate(random);
                    var codes = RecoveryCodes.generate(random);
                    var digests = codes.stream().map(RecoveryCodes::digest).toList();
                    if (!repository.begin(id, secret, digests, clock.instant())) {
                        return Optional.empty();
                    }
                    audit.record(AuditEvent.of(AuditType.MFA_ENROLMENT_BEGUN, id.value()));
                    return Optional.of(new Enrolment(
                            secret.text(), secret.uri(account.email().value()), codes));
                }));
    }

    private static boolean logsInHere(Account account) {
        return account.login().provider() == IdentityProvider.LOCAL;
    }

    /** False when there was none. */
    boolean end(AccountId id) {
        return sql.together(() -> {
            var removed = repository.remove(id);
            if (removed) {
                audit.record(AuditEvent.of(AuditType.MFA_DISABLED, id.value()));
            }
            return removed;
        });
    }

    /** What the owner is shown this once. */
    record Enrolment(Secret secret, Secret uri, List<Secret> recoveryCodes) {}
}
