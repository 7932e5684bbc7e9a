package org.gatehouse.kit.token;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The limits set on the API key a token was exchanged for; empty means the defaults of the route apply.
 *
 * @param mayExceedRoute whether an administrator set the requests per minute: others may only ask for less than the route gives
 */
public record KeyLimits(
        OptionalInt requestsPerMinute, OptionalInt tokensPerMinute, Optional<UUID> budgetId, boolean mayExceedRoute) {

    /** Limits that no administrator set. */
    public KeyLimits(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute, Optional<UUID> budgetId) {
        this(requestsPerMinute, tokensPerMinute, budgetId, false);
    }

    public static final KeyLimits NONE = new KeyLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
