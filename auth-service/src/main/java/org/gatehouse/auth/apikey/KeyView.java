package org.gatehouse.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** A key as its owner sees it; the key itself is in the answer that creates it and in no other. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "ApiKey", description = "An API key; the key itself is shown once, when it is made")
record KeyView(
        UUID id,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The key: only in the answer that makes it")
        @Nullable
        Secret key,

        @Schema(example = "sk-gh-4fGh2LmQ9xZa") String keyPrefix,
        String name,
        List<String> permissions,
        @Schema(description = "Empty means all models") List<String> models,
        @JsonInclude @Nullable Integer requestsPerMinute,

        @Schema(description = "When the key ceases to work; null means never") @JsonInclude @Nullable
        Instant expiresAt,

        Instant createdAt,
        @JsonInclude @Nullable Instant lastUsedAt) {

    static KeyView of(StoredKey key) {
        return of(key, null);
    }

    static KeyView of(StoredKey key, @Nullable Secret text) {
        var terms = key.terms();
        return new KeyView(
                key.id().value(),
                text,
                ApiKey.prefix(key.publicId()),
                terms.name(),
                terms.permissions().stream().sorted().map(Permission::wire).toList(),
                terms.models(),
                terms.requests().map(RequestLimit::perMinute).orElse(null),
                key.endsAt().orElse(null),
                key.createdAt(),
                key.lastUsedAt().orElse(null));
    }

    /** A list of keys. */
    @Serdeable
    @Schema(name = "ApiKeyList")
    record ListView(List<KeyView> data) {}
}
