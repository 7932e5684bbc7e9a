package org.gatehouse.chat.upstream;

import java.util.UUID;

/**
 * For whom an upstream is asked.
 *
 * @param token the access token that the request came with: it proves to the vault for whom we act, and goes nowhere else
 */
public record Acting(UUID accountId, String token) {

    @Override
    public String toString() {
        return "Acting[" + accountId + "]";
    }
}
