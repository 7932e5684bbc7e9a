package org.gatehouse.auth.account;

import java.util.UUID;

/** Names an account, for ever and everywhere: the {@code sub} of its tokens. */
public record AccountId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
