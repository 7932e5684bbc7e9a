package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.StepUp;

/** The proof that dangerous requests need of who asks, where it depends on more than the route; never content with an API key. */
@Singleton
public final class ProofDemand {

    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final StepUp LOGIN = new StepUp("1", RECENT);
    private static final StepUp SECOND_FACTOR = new StepUp("2", RECENT);
    private static final PublicError NO_KEY =
            PublicError.of(ErrorKind.FORBIDDEN, "An API key cannot do this: log in for it.");
    private static final PublicError NO_ADMINISTRATOR =
            PublicError.of(ErrorKind.FORBIDDEN, "Your account no longer administers.");

    private final Accounts accounts;
    private final CountingFactors factors;
    private final InstantSource clock;

    ProofDemand(Accounts accounts, CountingFactors factors, InstantSource clock) {
        this.accounts = accounts;
        this.factors = factors;
        this.clock = clock;
    }

    /** A login of late, with the second factor where the account has one; empty when that has been shown. */
    public Optional<PublicError> ofOwner(Caller.User caller) {
        var account = account(caller);
        return missing(caller, account.filter(factors::countsOf).isPresent() ? SECOND_FACTOR : LOGIN);
    }

    /**
     * Of an administrator, for what could make somebody one, or hand over what is another's: the second factor of late, and a
     * login of late only while no administrator has a factor.
     */
    public Optional<PublicError> ofAdministrator(Caller.User caller) {
        var missing = missing(caller, factors.anyAdministratorHasOne() ? SECOND_FACTOR : LOGIN);
        return missing.isPresent()
                        || account(caller).filter(ProofDemand::administers).isPresent()
                ? missing
                : Optional.of(NO_ADMINISTRATOR);
    }

    /** Of whoever sets up a second factor: the same where it is an administrator's, unless another one has consented. */
    Optional<PublicError> toSetUpAFactor(Caller.User caller) {
        var administrator = account(caller).filter(ProofDemand::administers).map(Account::id);
        return administrator.isPresent() && !factors.awaited(administrator.get())
                ? ofAdministrator(caller)
                : missing(caller, LOGIN);
    }

    private Optional<Account> account(Caller.User caller) {
        return accounts.find(new AccountId(caller.accountId()));
    }

    private static boolean administers(Account account) {
        return account.active() && account.roles().contains(Role.ADMIN);
    }

    private Optional<PublicError> missing(Caller.User caller, StepUp stepUp) {
        if (caller.keyId().isPresent()) {
            return Optional.of(NO_KEY);
        }
        return stepUp.isMetBy(caller, clock.instant()) ? Optional.empty() : Optional.of(stepUp.refusal());
    }
}
