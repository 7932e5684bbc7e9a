package org.gatehouse.auth.apiclient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.apikey.ClientKeys;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** A client as administrators see it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Client", description = "A program that administrators keep; its key is shown once")
record ClientView(
        UUID id,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The key: only in the answer that makes it")
        @Nullable
        Secret apiKey,

        @Schema(example = "sk-gh-4fGh2LmQ9xZa") String keyPrefix,
        String name,
        @JsonInclude @Nullable String description,
        List<String> permissions,
        @JsonInclude @Nullable Integer requestsPerMinute,

        @Schema(description = "Who made it: it may never do more than they may")
        UUID ownerId,

        Instant createdAt,
        @JsonInclude @Nullable Instant lastUsedAt) {

    static ClientView of(ApiClient client, @Nullable Secret key) {
        return new ClientView(
                client.id(),
                key,
                ClientKeys.prefix(client.publicKeyId()),
                client.name(),
                client.description().orElse(null),
                client.permissions(),
                client.requestsPerMinute().orElse(null),
                client.owner(),
                client.createdAt(),
                client.lastUsedAt().orElse(null));
    }

    /** All of them. */
    @Serdeable
    @Schema(name = "ClientList")
    record Listing(List<ClientView> data) {}
}
