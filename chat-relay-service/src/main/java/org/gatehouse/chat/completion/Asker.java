package org.gatehouse.chat.completion;

import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.kit.token.Caller;

/**
 * Who asks.
 *
 * @param token the access token they came with, for what is done on their behalf
 */
record Asker(Caller.User caller, String token) {

    Acting acting() {
        return new Acting(caller.accountId(), token);
    }

    @Override
    public String toString() {
        return "Asker[" + caller.accountId() + "]";
    }
}
