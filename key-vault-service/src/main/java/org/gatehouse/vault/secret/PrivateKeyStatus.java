package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrivateKeyStatus(
        @JsonProperty("has_key") boolean hasKey,
        @Nullable String address,
        @Nullable @JsonProperty("created_at") Instant createdAt,
        @Nullable @JsonProperty("updated_at") Instant updatedAt) {

    static final PrivateKeyStatus NONE = new PrivateKeyStatus(false, null, null, null);

    static PrivateKeyStatus of(SecretRow row) {
        return new PrivateKeyStatus(true, row.address(), row.createdAt(), row.updatedAt());
    }
}
