package org.gatehouse.gateway.authn;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.gatehouse.kit.token.Caller;

/** What came of looking at a request's credential. */
public sealed interface Authenticated {

    /**
     * It is valid now.
     *
     * @param token the access token that speaks for the caller towards services
     */
    record Accepted(Caller.User caller, String token) implements Authenticated {
        @Override
        public String toString() {
            return "Accepted[" + caller.accountId() + "]";
        }
    }

    /** None, malformed, unknown, expired or revoked: outside all look the same. */
    record Refused() implements Authenticated {}

    /** The address failed too often. */
    record Limited(Duration retryAfter) implements Authenticated {}

    /** Nobody can tell at the moment. */
    record Unavailable() implements Authenticated {}

    /** It takes I/O; the stage always completes, never with another of this kind. */
    record Later(CompletionStage<Authenticated> outcome) implements Authenticated {}
}
