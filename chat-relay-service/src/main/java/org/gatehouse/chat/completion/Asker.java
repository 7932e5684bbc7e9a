package org.gatehouse.chat.completion;

import org.gatehouse.kit.token.Caller;

/**
 * Who asks.
 *
 * @param token the access token they came with, for what is done on their behalf
 */
record Asker(Caller.User caller, String token) {

    @Override
    public String toString() {
        return "Asker[" + caller.accountId() + "]";
    }
}
