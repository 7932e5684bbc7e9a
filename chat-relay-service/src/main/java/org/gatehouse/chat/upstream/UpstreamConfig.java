package org.gatehouse.chat.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One upstream of the configuration, {@code gatehouse.upstreams.<name>}.
 *
 * @param baseUrl the address its API begins at, for example {@code https://api.openai.com/v1}; an upstream of
 *     kind {@code openai} or {@code anthropic} without one is not set up and stays out
 * @param apiKey the credential, sent to that address only; {@code user:password} for a Morpheus node
 * @param responses whether an {@code openai} upstream has {@code /responses} itself; else it is translated to chat
 */
@EachProperty("gatehouse.upstreams")
public record UpstreamConfig(
        @Parameter String name,
        @Bindable(defaultValue = "openai") Kind kind,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Bindable(defaultValue = "false") boolean responses,
        @Bindable(defaultValue = "5s") Duration connectTimeout,
        @Bindable(defaultValue = "60s") Duration firstTokenTimeout,
        @Bindable(defaultValue = "60s") Duration betweenTokensTimeout,
        @Bindable(defaultValue = "10m") Duration totalTimeout) {

    /** The dialects and providers there are. */
    public enum Kind {
        OPENAI,
        ANTHROPIC,
        MORPHEUS,
        ECHO
    }

    public TimeLimits limits() {
        return new TimeLimits(connectTimeout, firstTokenTimeout, betweenTokensTimeout, totalTimeout);
    }

    @Override
    public String toString() {
        return "UpstreamConfig[" + name + ", " + kind + ", " + baseUrl + "]";
    }
}
