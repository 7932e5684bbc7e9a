package org.gatehouse.chat.upstream.echo;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * The echo model's manners.
 *
 * @param tokenDelay the pause before each token; zero gives all at once
 * @param maxTokens the longest answer it gives
 */
@ConfigurationProperties("gatehouse.echo")
public record EchoConfig(
        @Bindable(defaultValue = "10ms") Duration tokenDelay,
        @Bindable(defaultValue = "1024") @Min(1) int maxTokens) {}
