package org.gatehouse.gateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/** Cuts a client that takes nothing of what is ready for it: it would hold an upstream for as long as it likes. */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's close is all there is to it
final class WriteStall {

    private final ChannelHandlerContext context;
    private final long limitNanos;
    private boolean watching;

    WriteStall(ChannelHandlerContext context, long limitNanos) {
        this.context = context;
        this.limitNanos = limitNanos;
    }

    void unwritable() {
        if (!watching) {
            watching = true;
            watchFrom(context.channel().bytesBeforeWritable());
        }
    }

    private void watchFrom(long backlog) {
        context.executor().schedule(() -> check(backlog), limitNanos, TimeUnit.NANOSECONDS);
    }

    private void check(long before) {
        var channel = context.channel();
        long backlog = channel.bytesBeforeWritable();
        if (!channel.isActive() || channel.isWritable()) {
            watching = false;
        } else if (backlog < before) {
            watchFrom(backlog);
        } else {
            context.close();
        }
    }
}
