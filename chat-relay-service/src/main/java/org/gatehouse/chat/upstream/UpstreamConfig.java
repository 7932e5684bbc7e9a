package org.gatehouse.chat.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One upstream of the configuration, {@code gatehouse.upstreams.<name>}.
 *
 * @param baseUrl the address its API begins at, for example {@code https://api.openai.com/v1}; an upstream of
 *     kind {@code openai} or {@code anthropic} without one is not set up and stays out
 * @param apiKey the credential, sent to that address only; {@code user:password} for a Morpheus node
 * @param responses whether an {@code openai} upstream has {@code /responses} itself; else it is translated to chat
 * @param via how an {@code openai} upstream is asked for chat, and for all that is translated to it: {@code chat}, {@code responses}, or
 *     {@code auto}, which is chat until a model says that it wants {@code /responses}
 * @param endsWithoutReason whether the answers of an {@code openai} upstream are taken for complete although they never
 *     give a reason for their end; without it such an answer counts as broken off
 * @param userKeys the provider's name under which callers keep keys of their own; a caller's key then takes the place of
 *     {@code apiKey}; without it callers' keys are never asked for
 * @param betas the flags of {@code anthropic-beta} that clients may set at an {@code anthropic} upstream: {@code *} for all,
 *     {@code known} for those of today, {@code none}, or a list
 * @param priority of several upstreams that have the same model those with the lowest number are asked first
 * @param weight the share of requests this one gets among those of its priority, 1 to 1000
 */
@EachProperty("gatehouse.upstreams")
public record UpstreamConfig(
        @Parameter String name,
        @Bindable(defaultValue = "openai") Kind kind,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Bindable(defaultValue = "false") boolean responses,
        @Bindable(defaultValue = "auto") Via via,
        @Bindable(defaultValue = "false") boolean endsWithoutReason,
        @Nullable String userKeys,
        @Bindable(defaultValue = "*") List<String> betas,
        @Bindable(defaultValue = "0") int priority,
        @Bindable(defaultValue = "1") int weight,
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

    /** Which of OpenAI's two APIs an upstream is asked by. */
    public enum Via {
        AUTO,
        CHAT,
        RESPONSES
    }

    public UpstreamConfig {
        betas = List.copyOf(betas);
        if (weight < 1 || weight > 1_000) {
            throw new IllegalArgumentException("gatehouse.upstreams." + name + ".weight must be 1 to 1000");
        }
    }

    /** Where its requests go, as the vault writes origins (RFC 6454). */
    public String origin() {
        URI address = URI.create(baseUrl == null ? "" : baseUrl.strip());
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort();
        boolean usual = port < 0 || (scheme.equals("https") && port == 443) || (scheme.equals("http") && port == 80);
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }

    public TimeLimits limits() {
        return new TimeLimits(connectTimeout, firstTokenTimeout, betweenTokensTimeout, totalTimeout);
    }

    @Override
    public String toString() {
        return "UpstreamConfig[" + name + ", " + kind + ", " + baseUrl + "]";
    }
}
