package org.gatehouse.kit.upstream;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The connections kept for later, and how closely names are followed. Defaults are in {@code
 * gatehouse-defaults.properties}.
 *
 * @param maxIdlePerOrigin idle connections kept per event loop and upstream address
 * @param idleTimeout how long one is kept: shorter than upstreams keep theirs, so that they seldom close first
 * @param resolveEvery how often names are looked up again; the JDK caches an answer for 30 s by itself
 * @param maxInFlightPerTarget calls under way to one address at most; a call that finds all of them full fails at once
 */
@ConfigurationProperties("gatehouse.upstream-client")
public record UpstreamClientConfig(
        int maxIdlePerOrigin, Duration idleTimeout, Duration resolveEvery, int maxInFlightPerTarget) {

    public static final UpstreamClientConfig DEFAULT =
            new UpstreamClientConfig(256, Duration.ofSeconds(30), Duration.ofSeconds(5), 10_000);

    public UpstreamClientConfig {
        if (maxIdlePerOrigin < 0) {
            throw new IllegalArgumentException("gatehouse.upstream-client.max-idle-per-origin must not be negative");
        }
        if (maxInFlightPerTarget < 1) {
            throw new IllegalArgumentException("gatehouse.upstream-client.max-in-flight-per-target must be positive");
        }
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("resolve-every", resolveEvery);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("gatehouse.upstream-client." + name + " must be positive");
        }
    }
}
