package org.gatehouse.gateway.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** The words of {@code /health}. */
@Serdeable
enum Status {
    @JsonProperty("healthy")
    HEALTHY,
    @JsonProperty("degraded")
    DEGRADED,
    @JsonProperty("unhealthy")
    UNHEALTHY,
    @JsonProperty("unknown")
    UNKNOWN
}
