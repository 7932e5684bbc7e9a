package org.gatehouse.auth.account;

import java.util.Optional;
import java.util.UUID;

/** Names an account, for ever and everywhere: the {@code sub} of its tokens. */
public record AccountId(UUID value) {

    /** Empty for a text that names no account there could be. */
    public static Optional<AccountId> parse(String text) {
        try {
            return Optional.of(new AccountId(UUID.fromString(text)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
