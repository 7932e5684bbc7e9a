package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/**
 * The proxy's own settings.
 *
 * @param writeStall how long a client may take nothing of what is ready for it
 * @param trustedProxies networks whose {@code X-Forwarded-*} is believed
 * @param connectionsPerAddress open at once from one client address; 0 for no limit. Trusted proxies have none
 * @param connectionsFromLoopback the same for this machine itself
 * @param callsPerAccount under way at once for one account, by whichever of its keys; 0 for no limit
 */
@ConfigurationProperties("gatehouse.edge")
record EdgeConfig(
        Duration writeStall,
        List<String> trustedProxies,
        @Min(0) int connectionsPerAddress,
        @Min(0) int connectionsFromLoopback,
        @Min(0) int callsPerAccount) {

    EdgeConfig {
        if (writeStall.isNegative() || writeStall.isZero()) {
            throw new IllegalArgumentException("gatehouse.edge.write-stall must be positive: " + writeStall);
        }
    }
}
