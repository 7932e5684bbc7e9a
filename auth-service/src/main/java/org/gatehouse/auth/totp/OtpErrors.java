package org.gatehouse.auth.totp;

import java.time.Duration;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** What is said to a code that does not do. */
public final class OtpErrors {

    private OtpErrors() {}

    public static PublicError wrong() {
        return PublicError.invalid("otp", "is wrong or was used before");
    }

    public static PublicError locked(Duration wait) {
        return PublicError.of(ErrorKind.RATE_LIMITED, "Too many wrong codes. Try again later.")
                .withHeader("Retry-After", Long.toString(wait.toSeconds()));
    }
}
