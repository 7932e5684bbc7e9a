package org.gatehouse.chat.target;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How the catalogue is told of the targets.
 *
 * @param every the pause between two reports while nothing goes down or comes back
 */
@ConfigurationProperties("gatehouse.relay.reports")
record ReportConfig(Duration every) {

    ReportConfig {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("gatehouse.relay.reports.every must be positive");
        }
    }
}
