package org.gatehouse.auth.session;

import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Logins that another identity provider checks, and of which it keeps the record; the tokens are its own. */
public interface ProviderLogins {

    /** Whether a login under this name is the provider's to check; told by the name, never by trying. */
    boolean areFor(String username);

    LogIn.Outcome logIn(String username, Secret password, @Nullable Secret otp);
}
