package org.gatehouse.gateway.authn;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How the edge authenticates. Defaults are in application.yml: a default here would hide a value that cannot be read.
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
        @Min(1) long knownKeys,
        @Min(1) long refusedKeys,
        Duration refusalLife,
        Duration renewalWithoutRevocations,
        Duration renewalPause,
        @Min(1) @Max(10000) int concurrentExchanges,
        Duration exchangeTimeout,
        @Min(1) int failuresPerMinute,
        @Min(1) long trackedAddresses) {}
