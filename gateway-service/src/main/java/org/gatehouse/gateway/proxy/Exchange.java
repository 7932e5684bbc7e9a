package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpContent;

/** Who serves the request that is now being read or answered on a connection, and how it wants to be treated. */
sealed interface Exchange permits LocalExchange, ProxiedExchange, RefusedExchange {

    /** Takes over one part of the request's body, in order, the last one included. */
    void receive(HttpContent part);

    /** Whether the client may send more of the body. */
    default boolean wantsMore() {
        return true;
    }

    /** The client has nothing more to read for the moment: send on what was received. */
    default void flush() {}

    /** The client takes more of the response, or should get no more for a while. */
    default void clientWritable(boolean writable) {}

    /** The client left, or the guard refused what it sent: stop, write nothing more. */
    void abandoned(String reason);

    Recording recording();

    /** Whether closing the connection can wait for the response's end, which the framework does not know of. */
    boolean outlivesClose();
}
