package org.gatehouse.auth.oauth;

import java.util.Optional;

/** One way to be given a token. */
interface Grant {

    /** The value of {@code grant_type}. */
    String type();

    Outcome give(TokenRequest request);

    /** A token request whose client, if it named one, has been authenticated. */
    record TokenRequest(TokenForm form, Optional<String> client) {}

    /** A token or a refusal. */
    sealed interface Outcome {
        record Given(TokenResponse response) implements Outcome {}

        record Refused(OAuthError error) implements Outcome {}
    }
}
