package org.gatehouse.gateway.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The words of {@code /health}. */
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
