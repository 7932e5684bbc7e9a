package org.gatehouse.gateway.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the last poll of one service found; {@code checkedAt} is null before the first. */
@Serdeable
record ServiceHealth(
        Status status, @JsonProperty("checked_at") @Nullable Instant checkedAt) {

    static final ServiceHealth NOT_POLLED = new ServiceHealth(Status.UNKNOWN, null);

    boolean isUp() {
        return status == Status.HEALTHY || status == Status.DEGRADED;
    }

    ServiceHealth atMostDegraded() {
        return status == Status.HEALTHY ? new ServiceHealth(Status.DEGRADED, checkedAt) : this;
    }
}
