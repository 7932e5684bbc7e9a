package org.gatehouse.auth.oauth;

import java.time.Duration;
import java.util.Map;

/** A refusal in the words of RFC 6749, section 5.2, and RFC 8707. */
record OAuthError(int status, String error, String description, Map<String, String> headers) {

    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description, Map.of());
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError(400, "invalid_grant", description, Map.of());
    }

    /** An extension error (section 8.5): the password is right, and the request must come again with {@code otp}. */
    static OAuthError otpRequired() {
        return new OAuthError(400, "otp_required", "A code of the second factor is required: otp.", Map.of());
    }

    static OAuthError locked(Duration wait) {
        return new OAuthError(
                429,
                "temporarily_unavailable",
                "Too many failed logins. Try again later.",
                Map.of("Retry-After", Long.toString(wait.toSeconds())));
    }

    static OAuthError unsupportedGrantType() {
        return new OAuthError(400, "unsupported_grant_type", "This grant type is not offered.", Map.of());
    }

    static OAuthError invalidTarget() {
        return invalidTarget("The audience is missing, unknown, or not for this client.");
    }

    /** RFC 8693, section 2.2.2. */
    static OAuthError invalidTarget(String description) {
        return new OAuthError(400, "invalid_target", description, Map.of());
    }

    /** RFC 6749, section 5.2. */
    static OAuthError invalidScope(String description) {
        return new OAuthError(400, "invalid_scope", description, Map.of());
    }

    static OAuthError invalidClient() {
        var challenge = Map.of("WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"");
        return new OAuthError(401, "invalid_client", "The client could not be authenticated.", challenge);
    }

    /** The identity provider the login belongs to cannot be asked. */
    static OAuthError unavailable() {
        return new OAuthError(
                503,
                "temporarily_unavailable",
                "The identity provider cannot be reached. Try again in a moment.",
                Map.of("Retry-After", "5"));
    }

    static OAuthError busy(String retryAfterSeconds) {
        return new OAuthError(
                429,
                "temporarily_unavailable",
                "Too many logins at once. Try again in a moment.",
                Map.of("Retry-After", retryAfterSeconds));
    }
}
