package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.token.StepUp;

/**
 * Who may store, replace or delete secrets: a session with a login of late, or an API key that was given the permission
 * for it. A stolen key that only writes changes no wallet and no provider's key.
 */
@Singleton
final class ChangeRight {

    private static final StepUp RECENT_LOGIN = new StepUp("1", Duration.ofMinutes(15));
    private static final String PERMISSION = "secrets";
    private static final PublicError KEY_WITHOUT_PERMISSION = PublicError.of(
            ErrorKind.FORBIDDEN, "An API key changes secrets only with the permission secrets; else log in for this.");

    private final InstantSource clock;

    ChangeRight(InstantSource clock) {
        this.clock = clock;
    }

    /** What the caller lacks; empty when nothing is missing. */
    Optional<PublicError> missing(Caller.User caller) {
        if (caller.keyId().isPresent()) {
            return caller.permissions().stream().map(Permission::wire).anyMatch(PERMISSION::equals)
                    ? Optional.empty()
                    : Optional.of(KEY_WITHOUT_PERMISSION);
        }
        return RECENT_LOGIN.isMetBy(caller, clock.instant()) ? Optional.empty() : Optional.of(RECENT_LOGIN.refusal());
    }
}
