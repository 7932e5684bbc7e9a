package org.gatehouse.chat.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One upstream of the configuration, {@code gatehouse.upstreams.<name>}.
 *
 * @param baseUrl the address its API begins at, for example {@code https://api.openai.com/v1}; an {@code openai} upstream
 *     without one is not set up and stays out
 * @param apiKey sent as a bearer token to that address only; {@code user:password} for a Morpheus node
 */
@EachProperty("gatehouse.upstreams")
public record UpstreamConfig(
        @Parameter String name,
        @Bindable(defaultValue = "openai") Kind kind,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Bindable(defaultValue = "5s") Duration connectTimeout,
        @Bindable(defaultValue = "60s") Duration firstTokenTimeout,
        @Bindable(defaultValue = "60s") Duration betweenTokensTimeout,
        @Bindable(defaultValue = "10m") Duration totalTimeout) {

    /** The dialects and providers there are. */
    public enum Kind {
        OPENAI,
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
