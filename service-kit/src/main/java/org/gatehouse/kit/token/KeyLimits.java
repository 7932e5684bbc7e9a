package org.gatehouse.kit.token;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The limits set on the API key a token was exchanged for; empty means the defaults of the route apply. */
public record KeyLimits(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute, Optional<UUID> budgetId) {

    public static final KeyLimits NONE = new KeyLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
