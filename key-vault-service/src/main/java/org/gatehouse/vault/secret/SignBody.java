package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exactly one of message (EIP-191) and typedData (EIP-712) is given. */
@Serdeable.Deserializable
record SignBody(
        String purpose,
        @Nullable String message,
        @Nullable @JsonProperty("typed_data") Map<String, Object> typedData) {

    @Override
    public String toString() {
        return "SignBody[purpose=" + purpose + "]";
    }
}
