package org.gatehouse.chat.upstream;

import java.time.Duration;

/**
 * How long an upstream may take.
 *
 * @param connect until there is a connection, TLS included
 * @param firstToken from the request to the first event of a streamed answer
 * @param betweenTokens between two events of a streamed answer
 * @param total for the whole answer, streamed or not
 */
public record TimeLimits(Duration connect, Duration firstToken, Duration betweenTokens, Duration total) {

    public TimeLimits {
        requirePositive("connect-timeout", connect);
        requirePositive("first-token-timeout", firstToken);
        requirePositive("between-tokens-timeout", betweenTokens);
        requirePositive("total-timeout", total);
    }

    private static void requirePositive(String name, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
