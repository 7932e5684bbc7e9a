package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;

/** Judges codes: from the authenticator app each one once, from the list of recovery codes each one once. */
@Singleton
public final class SecondFactor {

    private final TotpRepository repository;
    private final CountingFactors factors;
    private final Audit audit;
    private final InstantSource clock;
    private final Sql sql;

    SecondFactor(TotpRepository repository, CountingFactors factors, Audit audit, InstantSource clock, Sql sql) {
        this.factors = factors;
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
        this.sql = sql;
    }

    public boolean enabled(AccountId account) {
        return repository.enabled(account);
    }

    /** A code for the account's second factor, which is in use. */
    public Outcome check(AccountId account, Secret code) {
        return sql.together(() -> check(account, code, true));
    }

    /** The first code, which puts the second factor into use. */
    Outcome confirm(AccountId account, Secret code) {
        return sql.together(() -> check(account, code, false));
    }

    /**
     * Takes it away without any code, for an owner who has lost it; false when there was none. Where that is an administrator,
     * the other one who does it lets them set up the next.
     */
    public boolean reset(Account account, UUID by) {
        return sql.together(() -> {
            var removed = repository.remove(account.id());
            if (removed) {
                audit.record(AuditEvent.of(AuditType.MFA_RESET, account.id().value()));
            }
            if (removed
                    && account.roles().contains(Role.ADMIN)
                    && !by.equals(account.id().value())) {
                factors.vouchFor(account.id(), by);
            }
            return removed;
        });
    }

    private Outcome check(AccountId account, Secret code, boolean confirmed) {
        var now = clock.instant();
        var secret = repository.attempt(account, confirmed, now);
        if (secret.isEmpty()) {
            return repository
                    .lockedTill(account, confirmed)
                    .<Outcome>map(till -> new Outcome.Locked(rest(now, till)))
                    .orElseGet(Outcome.Absent::new);
        }
        var step = secret.get().stepOf(code, now);
        if (step.isPresent() && repository.spend(account, step.getAsLong(), now)) {
            return new Outcome.Right(now);
        }
        if (confirmed && step.isEmpty() && repository.spend(account, RecoveryCodes.digest(code), now)) {
            audit.record(AuditEvent.of(AuditType.MFA_RECOVERY_CODE_USED, account.value()));
            return new Outcome.Right(now);
        }
        audit.record(AuditEvent.of(AuditType.MFA_FAILED, account.value()));
        return new Outcome.Wrong();
    }

    private static Duration rest(Instant now, Instant till) {
        var seconds = Math.max(1, Duration.between(now, till).toSeconds() + 1);
        return Duration.ofSeconds(Math.min(seconds, 60));
    }

    /** What came of a code. */
    public sealed interface Outcome {
        record Right(Instant at) implements Outcome {}

        /** Wrong, or right and used before. */
        record Wrong() implements Outcome {}

        /** @param delay a minute at most */
        record Locked(Duration delay) implements Outcome {}

        /** There is no second factor to check it against. */
        record Absent() implements Outcome {}
    }
}
