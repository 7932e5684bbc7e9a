package org.gatehouse.kit.guard;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The limits of the guard, the same on every port of a service. Defaults are in {@code gatehouse-defaults.properties}: the
 * framework would put a default written here in the place of a value it cannot read, without a word.
 *
 * @param headerTimeout for a request's head, from its first bytes to its end
 * @param bodyGrace how long a body may be awaited in all before the least rate counts
 * @param bodyRate least bytes a second, over the time that we wait for the client
 * @param maxHeaders header lines
 * @param hosts the only names we answer to, without port; empty means any
 * @param linger how long what a refused client still sends is read and thrown away, so that it sees the refusal and not
 *     a reset connection
 */
@ConfigurationProperties("gatehouse.guard")
public record GuardConfig(
        @NotNull Duration headerTimeout,
        @NotNull Duration bodyGrace,

        @Min(1) @ReadableBytes int bodyRate,

        @Min(8) @Max(1000) int maxHeaders,
        List<String> hosts,
        @NotNull Duration linger) {

    public GuardConfig {
        hosts = hosts.stream()
                .filter(host -> !host.isBlank())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        requirePositive("header-timeout", headerTimeout);
        requirePositive("body-grace", bodyGrace);
        requirePositive("linger", linger);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("gatehouse.guard." + name + " must be positive: " + value);
        }
    }
}
