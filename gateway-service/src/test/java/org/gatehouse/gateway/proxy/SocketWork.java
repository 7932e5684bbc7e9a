package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the edge makes the sockets of its clients do: each of these costs a call of the system, or part of one. */
@Singleton
@Requires(property = "spec", value = "edge")
final class SocketWork implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger buffers = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    /** Times a socket was asked for more. */
    int reads() {
        return reads.get();
    }

    /** Buffers handed to a socket. */
    int buffers() {
        return buffers.get();
    }

    /** Times that there was something to send, and it was sent. */
    int writes() {
        return writes.get();
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (role == ChannelRole.CONNECTION) {
                    channel.pipeline().addFirst(new Counting());
                }
                return this;
            }
        });
        return registry;
    }

    private final class Counting extends ChannelDuplexHandler {

        private int unsent;

        @Override
        public void read(ChannelHandlerContext ctx) {
            reads.incrementAndGet();
            ctx.read();
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            unsent++;
            buffers.incrementAndGet();
            var _ = ctx.write(msg, promise);
        }

        @Override
        public void flush(ChannelHandlerContext ctx) {
            writes.addAndGet(unsent > 0 ? 1 : 0);
            unsent = 0;
            ctx.flush();
        }
    }
}
