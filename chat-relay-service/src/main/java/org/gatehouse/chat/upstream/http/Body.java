package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;

/** Reads one kind of response body. */
public interface Body {

    /** Takes over a part. */
    Outcome add(ByteBuf owned);

    /** Whether all of it is held until it ends. */
    default boolean collects() {
        return false;
    }

    /** There is no more; the outcome is final. */
    Outcome end();

    /** There will be no more of it, the client having left or the upstream: tells what was spent so far. */
    default void abandon() {}

    /** Lets go of what is held; may be called twice. */
    void release();
}
