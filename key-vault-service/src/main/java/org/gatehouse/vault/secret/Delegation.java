package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.kit.token.AccessTokenVerifier;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.vault.envelope.OwnerId;

/** Tells for whom a service acts: only the owner's own, still valid access token proves it, never an id in a request. */
@Singleton
final class Delegation {

    private final AccessTokenVerifier verifier;

    Delegation(AccessTokenVerifier verifier) {
        this.verifier = verifier;
    }

    Optional<OwnerId> ownerBehind(String subjectToken) {
        return verifier.verify(subjectToken) instanceof Verdict.Accepted(Caller.User user)
                        && user.permissions().contains(Permission.EXECUTE)
                ? Optional.of(new OwnerId(user.accountId()))
                : Optional.empty();
    }
}
