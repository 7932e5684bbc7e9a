package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
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

    private final SecondFactor secondFactor;
    private final InstantSource clock;

    ProofDemand(SecondFactor secondFactor, InstantSource clock) {
        this.secondFactor = secondFactor;
        this.clock = clock;
    }

    /** A login of late, with the second factor where the account has one; empty when that has been shown. */
    public Optional<PublicError> ofOwner(Caller.User caller) {
        return missing(caller, secondFactor.enabled(new AccountId(caller.accountId())) ? SECOND_FACTOR : LOGIN);
    }

    private Optional<PublicError> missing(Caller.User caller, StepUp stepUp) {
        if (caller.keyId().isPresent()) {
            return Optional.of(PublicError.of(ErrorKind.FORBIDDEN, "An API key cannot do this: log in for it."));
        }
        return stepUp.isMetBy(caller, clock.instant()) ? Optional.empty() : Optional.of(stepUp.refusal());
    }

    /** The same of an administrator. */
    public Optional<PublicError> ofAdministrator(Caller.User caller) {
        return ofOwner(caller);
    }
}
