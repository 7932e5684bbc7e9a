package org.gatehouse.catalog.health;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/** How long a relay may be silent before its report is left out: several of its intervals. */
@Context
@ConfigurationProperties("gatehouse.catalog.health")
record HealthConfig(Duration silence) {

    HealthConfig {
        if (silence.isZero() || silence.isNegative()) {
            throw new SettingException("gatehouse.catalog.health.silence", "must be positive");
        }
    }
}
