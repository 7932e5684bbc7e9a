package org.gatehouse.gateway.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The words of {@code /health}. */
enum Status {
    HEALTHY,
    DEGRADED,
    UNHEALTHY,
    UNKNOWN;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
