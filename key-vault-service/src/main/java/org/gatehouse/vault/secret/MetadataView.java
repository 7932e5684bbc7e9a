package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a secret except the secret.
 *
 * @param ownerId for administrators only
 * @param wrappedBy for administrators only: provider, key and version that the secret needs
 */
@Serdeable.Serializable
@Schema(name = "SecretMetadata")
record MetadataView(
        UUID id,
        @Nullable @JsonProperty("owner_id") UUID ownerId,
        String kind,
        @Nullable String name,
        @Nullable String origin,
        @Nullable String address,
        long version,
        @Nullable @JsonProperty("wrapped_by") String wrappedBy,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    /** @param after the cursor of the next page, absent on the last */
    @Serdeable.Serializable
    @Schema(name = "SecretMetadataList")
    record Page(List<MetadataView> data, @Nullable UUID after) {}

    static MetadataView forOwner(SecretRow row) {
        return of(row, null, null);
    }

    static MetadataView forAdministrator(SecretRow row) {
        return of(row, row.ownerId(), row.sealed().key().name().toString());
    }

    private static MetadataView of(SecretRow row, @Nullable UUID owner, @Nullable String wrappedBy) {
        return new MetadataView(
                row.id(),
                owner,
                row.kind(),
                row.name().isEmpty() ? null : row.name(),
                row.origin().isEmpty() ? null : row.origin(),
                row.address(),
                row.version(),
                wrappedBy,
                row.createdAt(),
                row.updatedAt());
    }
}
