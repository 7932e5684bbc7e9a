package org.gatehouse.gateway.proxy;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;

/** The client's connection as an {@link Exchange} sees it. All on its event loop. */
interface Client {

    /** Writes to this context go to the client, past the framework's handlers. */
    ChannelHandlerContext context();

    /** Whether another exchange may follow this one. */
    boolean keepsAlive();

    /** No exchange follows: the connection closes when this one is over. */
    void closeWhenDone();

    /** Closes once all that was written is sent; nothing more is served. */
    void closeNow();

    /** The connection leaves HTTP with this answer, not yet flushed; the handler takes the place of all that spoke it. */
    void become(FullHttpResponse answer, ChannelHandler handler);

    /** The response has been written to its end. */
    void responseEnded();

    /** Reads held back by {@link Exchange#wantsMore()} may go on. */
    void readOn();
}
