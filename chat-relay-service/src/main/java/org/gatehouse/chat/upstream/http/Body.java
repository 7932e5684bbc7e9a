package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;

/** Reads one kind of response body. */
public interface Body {

    /** Takes over a part. */
    Outcome add(ByteBuf owned);

    /** Bytes of memory that it takes at the most when so many more have been added. */
    long memory(int more);

    /** There is no more; the outcome is final. */
    Outcome end();

    /** There will be no more of it, the client having left or the upstream: tells what was spent so far. */
    default void abandon() {}

    /** Lets go of what is held; may be called twice. */
    void release();
}
