package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * Which secret a service wants to know the origin of.
 *
 * @param subjectToken the access token of the user it acts for
 */
@Serdeable.Deserializable
record LocateBody(@JsonProperty("subject_token") String subjectToken, String kind, String name, String purpose) {

    @Override
    public String toString() {
        return "LocateBody[kind=%s, name=%s, purpose=%s]".formatted(kind, name, purpose);
    }

    /** Where the secret may be sent, and since when it is what it is. */
    @Serdeable.Serializable
    record Located(String origin, @JsonProperty("updated_at") Instant updatedAt) {}
}
