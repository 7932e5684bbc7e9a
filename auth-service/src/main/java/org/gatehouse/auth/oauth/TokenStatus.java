package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.auth.revocation.RevokedTokens;
import org.gatehouse.kit.token.AccessTokenVerifier;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.kit.token.Caller;

/** Whose access token this is, if anybody would accept it now. */
@Singleton
final class TokenStatus {

    private final AccessTokenVerifier verifier;
    private final RevokedTokens revoked;

    TokenStatus(AccessTokenVerifier verifier, RevokedTokens revoked) {
        this.verifier = verifier;
        this.revoked = revoked;
    }

    Optional<Caller.User> userOf(String token) {
        return verifier.verifyWithKnownKeys(token) instanceof Verdict.Accepted(Caller.User user)
                        && !revoked.include(user)
                ? Optional.of(user)
                : Optional.empty();
    }
}
