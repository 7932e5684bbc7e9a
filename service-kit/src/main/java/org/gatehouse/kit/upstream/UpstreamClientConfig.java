package org.gatehouse.kit.upstream;

import java.time.Duration;

/**
 * How many connections are kept for later, and for how long.
 *
 * @param maxIdlePerOrigin idle connections kept per event loop and upstream address
 * @param idleTimeout how long one is kept: shorter than upstreams keep theirs, so that they seldom close first
 */
public record UpstreamClientConfig(int maxIdlePerOrigin, Duration idleTimeout) {

    public static final UpstreamClientConfig DEFAULT = new UpstreamClientConfig(256, Duration.ofSeconds(30));

    public UpstreamClientConfig {
        if (maxIdlePerOrigin < 0 || idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("pool limits must be positive");
        }
    }
}
