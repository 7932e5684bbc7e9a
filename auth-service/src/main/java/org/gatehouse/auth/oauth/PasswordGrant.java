package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.BusyError;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.LogIn;

/** A user's own name and password (RFC 6749, section 4.3). */
@Singleton
final class PasswordGrant implements Grant {

    private final LogIn logIn;

    PasswordGrant(LogIn logIn) {
        this.logIn = logIn;
    }

    @Override
    public String type() {
        return "password";
    }

    @Override
    public Outcome give(TokenRequest request) {
        var username = request.form().get("username");
        var password = request.form().get("password");
        if (username.isEmpty() || password.isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidRequest("username and password are required."));
        }
        var otp = request.form().get("otp").map(Secret::of).orElse(null);
        return switch (logIn.logIn(username.get(), Secret.of(password.get()), otp)) {
            case LogIn.Outcome.LoggedIn(var pair) -> new Outcome.Given(TokenResponse.of(pair));
            case LogIn.Outcome.Refused() ->
                new Outcome.Refused(OAuthError.invalidGrant("The user name, the password or the code is wrong."));
            case LogIn.Outcome.OtpRequired() -> new Outcome.Refused(OAuthError.otpRequired());
            case LogIn.Outcome.Locked(var wait) -> new Outcome.Refused(OAuthError.locked(wait));
            case LogIn.Outcome.Unavailable() -> new Outcome.Refused(OAuthError.unavailable());
            case LogIn.Outcome.TooBusy() -> new Outcome.Refused(OAuthError.busy(BusyError.RETRY_AFTER_SECONDS));
        };
    }
}
