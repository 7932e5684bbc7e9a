package org.gatehouse.auth.session;

import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Secret;

/** Sessions that another identity provider keeps; every method fails with 503 when it cannot be asked. */
public interface ProviderSessions {

    /** Whether a refresh token is one of the provider's, by its shape. */
    boolean issued(Secret refreshToken);

    /** Empty when the provider refuses it. */
    Optional<TokenPair> refresh(Secret refreshToken);

    /** Ends the session of the refresh token, if it is one. */
    void logOut(Secret refreshToken);

    /** None for an account that is not the provider's. */
    List<OpenedSession> open(AccountId owner);

    /** False when the owner has no such session there. */
    boolean end(AccountId owner, SessionId id);

    /** Ends all of them; nothing happens for an account that is not the provider's. */
    void endAll(AccountId owner);
}
