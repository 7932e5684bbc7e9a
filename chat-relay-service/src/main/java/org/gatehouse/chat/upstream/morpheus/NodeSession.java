package org.gatehouse.chat.upstream.morpheus;

import java.time.Instant;

/**
 * A session as the chain has it.
 *
 * @param id as the node writes it: 32 bytes of hex after {@code 0x}
 * @param model the chain id of its model, in lower case
 * @param closed whether it was closed, however it came to that
 */
record NodeSession(String id, String model, String provider, Instant openedAt, Instant endsAt, boolean closed) {

    boolean open(Instant now) {
        return !closed && endsAt.isAfter(now);
    }
}
