package org.gatehouse.auth.keycloak;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why Keycloak refuses a login, as far as it tells: an unknown user, a wrong password, one whose lock has not passed and a
 * code of the second factor that is wrong or missing look alike from outside, so also to us.
 */
enum RefusalReason {
    CREDENTIALS,
    DISABLED,

    /** Something is left to do in a browser, such as to choose a new password. */
    INCOMPLETE,

    /** Keycloak let them in, and their account here is closed. */
    CLOSED_HERE,
    OTHER;

    /** Its words, which no specification fixes; what it says never goes further than this. */
    static RefusalReason of(@Nullable String description) {
        return switch (description) {
            case "Invalid user credentials" -> CREDENTIALS;
            case "Account disabled" -> DISABLED;
            case "Account is not fully set up" -> INCOMPLETE;
            case null, default -> OTHER;
        };
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
