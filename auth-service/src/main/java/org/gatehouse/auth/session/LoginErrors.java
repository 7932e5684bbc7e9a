package org.gatehouse.auth.session;

import java.time.Duration;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** What is said to a login that is not just refused. */
public final class LoginErrors {

    private static final String CHALLENGE = "Bearer realm=\"gatehouse\"";

    private LoginErrors() {}

    static PublicError otpRequired() {
        return PublicError.of(ErrorKind.OTP_REQUIRED, "A code of the second factor is required: otp.")
                .withHeader("WWW-Authenticate", CHALLENGE);
    }

    public static PublicError locked(Duration wait) {
        return PublicError.of(ErrorKind.RATE_LIMITED, "Too many failed logins. Try again later.")
                .withHeader("Retry-After", Long.toString(wait.toSeconds()));
    }
}
