package org.gatehouse.kit.upstream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;

/**
 * Tells when the client that made a request has gone: its connection closed. The framework does not tell a controller
 * that waits; this is the one place that reaches into its request for the channel.
 */
public final class ClientGone {

    private final Channel channel;

    private ClientGone(Channel channel) {
        this.channel = channel;
    }

    public static ClientGone of(HttpRequest<?> request) {
        HttpRequest<?> bare = request;
        while (bare instanceof HttpRequestWrapper<?> wrapper) {
            bare = wrapper.getDelegate();
        }
        if (bare instanceof NettyHttpRequest<?> netty) {
            return new ClientGone(netty.getChannelHandlerContext().channel());
        }
        throw new IllegalArgumentException("not a request from a socket: " + bare.getClass());
    }

    /** The client's own event loop, on which upstream calls made for it belong. */
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    public boolean isGone() {
        return !channel.isOpen();
    }

    /**
     * Runs the action on the event loop when the client goes, soon if it has gone already. Close what is returned when
     * the exchange ends: the connection lives on with other requests.
     */
    public Registration onGone(Runnable action) {
        ChannelFutureListener listener = closed -> action.run();
        channel.closeFuture().addListener(listener);
        return () -> channel.closeFuture().removeListener(listener);
    }

    /** Ends the interest in a client's leaving; closing it twice does no harm. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
