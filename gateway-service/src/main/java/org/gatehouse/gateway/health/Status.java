package org.gatehouse.gateway.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** The words for the state of a service, and of the suite, in {@code /health}. */
@Serdeable
public enum Status {
    @JsonProperty("healthy")
    HEALTHY,
    @JsonProperty("degraded")
    DEGRADED,
    @JsonProperty("unhealthy")
    UNHEALTHY,
    @JsonProperty("unknown")
    UNKNOWN
}
