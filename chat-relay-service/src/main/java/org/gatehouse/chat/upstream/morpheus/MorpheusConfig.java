package org.gatehouse.chat.upstream.morpheus;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream of kind {@code morpheus} has beyond the settings of every upstream, as it is written. Texts, because the
 * framework would take a default for a value that it cannot read.
 *
 * @param sessionDuration how long sessions are opened for; on the chain five minutes are too short
 * @param poolSize the most sessions for each model
 * @param queueDeadline how long a request waits for a session
 * @param spenders the contracts that may be given an allowance, the usual one first
 * @param ownNodes where nodes of users' own may be: {@code off}, {@code public} or {@code any}
 * @param sharedWallet whether others, such as a further replica, open sessions with the same wallet
 */
@EachProperty("gatehouse.upstreams")
public record MorpheusConfig(
        @Parameter String name,
        @Nullable String sessionDuration,
        @Nullable String poolSize,
        @Nullable String queueDeadline,
        @Nullable String sharedWallet,
        @Nullable String transactionTimeout,
        @Nullable String openAmbiguity,
        @Nullable String closeAfter,
        @Nullable String restAfterCancel,
        @Nullable String restAfterFailure,
        @Nullable String noncePause,
        @Nullable List<String> spenders,
        @Nullable String ownNodes) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    /** The marketplace's contract on Base and on Base Sepolia. */
    private static final List<String> MARKETPLACE =
            List.of("0x6aBE1d282f72B474E54527D93b979A4f64d3030a", "0x6e4d0B775E3C3b02683A6F277Ac80240C4aFF930");

    private static final int LARGEST_POOL = 1_000;

    /** All settings, or none at all: a bad one is named. */
    PoolSettings checked() {
        var rests = new PoolSettings.Rests(
                duration("rest-after-cancel", restAfterCancel, "2s"),
                duration("rest-after-failure", restAfterFailure, "30s"),
                duration("nonce-pause", noncePause, "20s"));
        var chain = new PoolSettings.ChainTimes(
                duration("transaction-timeout", transactionTimeout, "200s"),
                duration("open-ambiguity", openAmbiguity, "10m"),
                duration("close-after", closeAfter, "90s"));
        Duration session = duration("session-duration", sessionDuration, "1h");
        if (session.compareTo(PoolSettings.SHORTEST_SESSION) < 0) {
            throw bad("session-duration", "must be at least 10m: the chain refuses sessions of five minutes");
        }
        allowedNodes();
        Duration deadline = duration("queue-deadline", queueDeadline, "60s");
        return new PoolSettings(session, size(), deadline, shared(), rests, chain);
    }

    OwnNodes.Allowed allowedNodes() {
        return switch (text(ownNodes, "public")) {
            case "off" -> OwnNodes.Allowed.NONE;
            case "public" -> OwnNodes.Allowed.PUBLIC;
            case "any" -> OwnNodes.Allowed.ANY;
            default -> throw bad("own-nodes", "must be off, public or any");
        };
    }

    List<String> checkedSpenders() {
        if (spenders == null || spenders.isEmpty()) {
            return MARKETPLACE;
        }
        if (!spenders.stream().allMatch(one -> ADDRESS.matcher(one).matches())) {
            throw bad("spenders", "must be addresses of contracts: 0x and 40 digits of hex");
        }
        return spenders;
    }

    private int size() {
        String text = text(poolSize, "4");
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_POOL) {
            throw bad("pool-size", "must be a whole number from 1 to " + LARGEST_POOL);
        }
        return Integer.parseInt(text);
    }

    private boolean shared() {
        String text = text(sharedWallet, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw bad("shared-wallet", "must be true or false");
        }
        return text.equals("true");
    }

    private Duration duration(String key, @Nullable String value, String otherwise) {
        Matcher parts = DURATION.matcher(text(value, otherwise));
        if (!parts.matches()) {
            throw bad(key, "must be a duration such as 500ms, 30s, 10m or 1h");
        }
        long amount = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (duration.isZero()) {
            throw bad(key, "must be positive");
        }
        return duration;
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private SettingException bad(String key, String why) {
        return new SettingException("gatehouse.upstreams." + name + "." + key, why);
    }
}
