package org.gatehouse.chat.completion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;

/** The connection a request came in on: its event loop, and the moment it closes. The one place that knows the server's own request type. */
final class ClientChannel {

    private final Channel channel;

    private ClientChannel(Channel channel) {
        this.channel = channel;
    }

    static ClientChannel of(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        if (inner instanceof NettyHttpRequest<?> netty) {
            return new ClientChannel(netty.getChannelHandlerContext().channel());
        }
        throw new IllegalStateException("not a request of the Netty server: " + inner.getClass());
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    /** Runs the task on the loop when the connection closes, at once when it is closed already; gives what undoes it. */
    Runnable whenGone(Runnable task) {
        GenericFutureListener<Future<? super Void>> listener = closed -> task.run();
        channel.closeFuture().addListener(listener);
        return () -> channel.closeFuture().removeListener(listener);
    }
}
