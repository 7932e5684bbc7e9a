package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The proxy's own settings.
 *
 * @param writeStall how long a client may take nothing of what is ready for it
 */
@ConfigurationProperties("gatehouse.edge")
record EdgeConfig(@Bindable(defaultValue = "30s") Duration writeStall) {

    EdgeConfig {
        if (writeStall.isNegative() || writeStall.isZero()) {
            throw new IllegalArgumentException("gatehouse.edge.write-stall must be positive: " + writeStall);
        }
    }
}
