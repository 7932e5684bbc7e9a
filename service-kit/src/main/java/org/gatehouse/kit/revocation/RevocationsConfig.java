package org.gatehouse.kit.revocation;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How users' tokens age while the stream of revocations is lost. Defaults are in gatehouse-defaults.properties.
 *
 * @param confirmAfter how long after its loss, or after it was last asked about, a token is believed
 * @param confirmPause between two tries to ask about one token
 * @param concurrentConfirmations questions to auth-service under way at once
 */
@ConfigurationProperties("gatehouse.revocations")
record RevocationsConfig(
        Duration confirmAfter,
        Duration confirmPause,
        @Min(1) @Max(10000) int concurrentConfirmations) {}
