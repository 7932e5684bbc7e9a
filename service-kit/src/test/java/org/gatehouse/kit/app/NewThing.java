package org.gatehouse.kit.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Serdeable
record NewThing(
        @NotBlank String name,
        @Max(10) int count,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @Valid @Nullable List<Part> parts) {

    @Serdeable
    record Part(@NotBlank @JsonProperty("part_name") String partName) {}
}
