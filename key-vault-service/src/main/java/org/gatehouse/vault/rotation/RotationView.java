package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Serdeable.Serializable
@Schema(name = "MasterKeyRotation")
record RotationView(
        UUID id,
        String status,
        String target,
        long rewrapped,
        long failed,
        long remaining,
        @JsonProperty("started_at") Instant startedAt,
        @Nullable @JsonProperty("finished_at") Instant finishedAt) {

    static RotationView of(RotationRow row, long remaining) {
        return new RotationView(
                row.id(),
                row.finishedAt() == null ? "running" : "finished",
                row.target().toString(),
                row.rewrapped(),
                row.failed(),
                remaining,
                row.startedAt(),
                row.finishedAt());
    }
}
