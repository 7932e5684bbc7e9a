package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** Which secret a service wants to know the origin of; the owner is the user that its token acts for. */
@Serdeable.Deserializable
record LocateBody(String kind, String name, String purpose) {

    /** Where the secret may be sent, and since when it is what it is. */
    @Serdeable.Serializable
    record Located(
            String origin, @JsonProperty("updated_at") Instant updatedAt) {}
}
