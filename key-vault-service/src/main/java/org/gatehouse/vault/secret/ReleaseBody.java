package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a service asks for.
 *
 * @param subjectToken the access token of the user it acts for
 * @param origin where it is going to send the secret: scheme, host and port
 */
@Serdeable.Deserializable
record ReleaseBody(
        @JsonProperty("subject_token") String subjectToken, String kind, String name, String purpose, String origin) {

    @Override
    public String toString() {
        return "ReleaseBody[kind=%s, name=%s, purpose=%s, origin=%s]".formatted(kind, name, purpose, origin);
    }
}
