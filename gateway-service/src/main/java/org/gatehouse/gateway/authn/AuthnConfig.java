package org.gatehouse.gateway.authn;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How the edge authenticates.
 *
 * @param knownKeys API keys remembered at most
 * @param refusedKeys refused ones remembered at most, apart from the good ones so that they cannot push these out
 * @param refusalLife how long a refusal is believed
 * @param renewalWithoutRevocations how old an exchanged token may get while the revocation stream is lost
 * @param renewalPause between two tries to renew the token of one key
 * @param concurrentExchanges calls to auth-service under way at once; more unknown keys than that get 503
 * @param exchangeTimeout of one exchange, all tries included
 * @param failuresPerMinute refused credentials per client address before it is told to wait
 * @param trackedAddresses client addresses whose failures are counted at most
 */
@ConfigurationProperties("gatehouse.authn")
record AuthnConfig(
        @Bindable(defaultValue = "100000") @Min(1) long knownKeys,
        @Bindable(defaultValue = "10000") @Min(1) long refusedKeys,
        @Bindable(defaultValue = "10s") Duration refusalLife,
        @Bindable(defaultValue = "30s") Duration renewalWithoutRevocations,
        @Bindable(defaultValue = "5s") Duration renewalPause,
        @Bindable(defaultValue = "64") @Min(1) @Max(10000) int concurrentExchanges,
        @Bindable(defaultValue = "3s") Duration exchangeTimeout,
        @Bindable(defaultValue = "50") @Min(1) int failuresPerMinute,
        @Bindable(defaultValue = "50000") @Min(1) long trackedAddresses) {}
