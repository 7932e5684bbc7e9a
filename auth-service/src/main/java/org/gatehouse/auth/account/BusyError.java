package org.gatehouse.auth.account;

import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** The answer while the hashing gate is full. */
public final class BusyError {

    /** Fifty waiting hashes are worked off in about half a second. */
    public static final String RETRY_AFTER_SECONDS = "1";

    public static final PublicError ERROR = PublicError.of(
                    ErrorKind.RATE_LIMITED, "Too many logins at once. Try again in a moment.")
            .withHeader("Retry-After", RETRY_AFTER_SECONDS);

    private BusyError() {}
}
