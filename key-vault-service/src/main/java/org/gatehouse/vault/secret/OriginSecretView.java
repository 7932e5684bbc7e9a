package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the owner sees of a secret that is bound to an origin. */
@Serdeable.Serializable
@Schema(name = "OriginSecret")
record OriginSecretView(
        @JsonProperty("has_key") boolean hasKey,
        @Nullable String provider,
        @Nullable String origin,
        @Nullable @JsonProperty("created_at") Instant createdAt,
        @Nullable @JsonProperty("updated_at") Instant updatedAt) {

    static OriginSecretView of(SecretRow row) {
        String provider = row.name().isEmpty() ? null : row.name();
        return new OriginSecretView(true, provider, row.origin(), row.createdAt(), row.updatedAt());
    }
}
