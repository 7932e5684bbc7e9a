package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import org.gatehouse.chat.upstream.Failure;

/** A request that waits for a session. It gets one of the two answers, on its loop, unless it is taken back before. */
interface Waiter {

    EventLoop loop();

    /** The session is the waiter's alone until it is given back. */
    void granted(PooledSession session);

    void refused(Failure failure);
}
