package org.gatehouse.auth.apikey;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that asks for a key; every field may be left out. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(
        name = "NewApiKey",
        example =
                "{\"name\": \"laptop\", \"permissions\": [\"read\", \"execute\"], \"models\": [\"gatehouse/echo\"], \"expires_at\": \"2099-01-01T00:00:00Z\", \"requests_per_minute\": 60}",
        description = "What the key may do; every field may be left out")
record NewKeyRequest(
        @Schema(example = "laptop") @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*")
        String name,

        @Schema(
                description =
                        "Never more than the asking credential holds; without it all of those except admin and secrets",
                example = "[\"read\", \"execute\"]")
        @Nullable
        @Size(max = 5)
        List<@Pattern(regexp = "read|write|execute|admin|secrets") String> permissions,

        @Schema(
                description =
                        "The models the key may use; without it all. A name has at most 200 bytes, all together 4096")
        @Nullable
        @Size(max = 100)
        List<@NotBlank @Size(max = 200) String> models,

        @Schema(description = "When the key ceases to work; without it never") @Nullable
        OffsetDateTime expiresAt,

        @Nullable @Min(1) Integer requestsPerMinute) {}
