package org.gatehouse.chat.completion;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the relay treats its clients.
 *
 * @param maxTargets how many upstreams that have the same model are asked before a request fails
 * @param callsPerAccount how many requests of one account may be under way
 * @param keepAlive how long a stream may be silent before a comment is sent, and with the first one the status
 */
@ConfigurationProperties("gatehouse.relay")
public record RelayConfig(
        @Bindable(defaultValue = "15s") Duration keepAlive,
        @Bindable(defaultValue = "3") int maxTargets,
        @Bindable(defaultValue = "1000") int callsPerAccount) {

    public RelayConfig {
        if (keepAlive.isZero() || keepAlive.isNegative()) {
            throw new IllegalArgumentException("gatehouse.relay.keep-alive must be positive");
        }
        if (callsPerAccount < 1) {
            throw new IllegalArgumentException("gatehouse.relay.calls-per-account must be positive");
        }
        if (maxTargets < 1) {
            throw new IllegalArgumentException("gatehouse.relay.max-targets must be positive");
        }
    }
}
