package org.gatehouse.gateway.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests a minute; 0 is no limit. Defaults are in application.yml.
 *
 * @param requests for one client on the routes that have no limit of their own, all together
 * @param address for one client address on all routes together, whoever asks from there
 * @param keys for all API keys of one account together that have a limit of their own
 * @param roles for the holders of a role, where it is more than the route's own limit
 * @param trackedClients buckets remembered at most
 * @param store address of the Valkey or Redis that several edges share, such as {@code redis://:password@host:6379}; empty
 *     to count in memory
 * @param storeTimeout how long a request waits for the store at most
 */
@ConfigurationProperties("gatehouse.limits")
record LimitsConfig(
        @Min(0) @Max(MOST) int requests,
        @Min(0) @Max(MOST) int address,
        @Min(0) @Max(MOST) int keys,
        @Nullable Map<String, Integer> roles,
        @Min(1000) long trackedClients,
        @Nullable String store,
        Duration storeTimeout) {

    /** What still fits the arithmetic of a bucket. */
    static final int MOST = 1_000_000_000;

    LimitsConfig {
        roles = roles == null ? Map.of() : Map.copyOf(roles);
        for (var role : roles.entrySet()) {
            if (role.getValue() < 0 || role.getValue() > MOST) {
                throw new IllegalArgumentException("gatehouse.limits.roles." + role.getKey() + " must be 0 to " + MOST);
            }
        }
        if (storeTimeout.isNegative() || storeTimeout.isZero()) {
            throw new IllegalArgumentException("gatehouse.limits.store-timeout must be positive: " + storeTimeout);
        }
    }

    Map<String, Integer> perRole() {
        return roles == null ? Map.of() : roles;
    }

    @Override
    public String toString() {
        return "LimitsConfig[" + requests + " a client, " + address + " an address]";
    }
}
