package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The proxy's own settings.
 *
 * @param writeStall how long a client may take nothing of what is ready for it
 */
@ConfigurationProperties("gatehouse.edge")
record EdgeConfig(Duration writeStall) {

    EdgeConfig {
        if (writeStall.isNegative() || writeStall.isZero()) {
            throw new IllegalArgumentException("gatehouse.edge.write-stall must be positive: " + writeStall);
        }
    }
}
