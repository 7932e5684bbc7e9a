package org.gatehouse.gateway.overload;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/** Cuts a peer that takes nothing of what is ready for it: it would hold the other side for as long as it likes. */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's close is all there is to it
public final class WriteStall {

    private final ChannelHandlerContext context;
    private final long limitNanos;
    private boolean watching;

    public WriteStall(ChannelHandlerContext context, long limitNanos) {
        this.context = context;
        this.limitNanos = limitNanos;
    }

    /** The channel takes no more for now: from here on it is watched. */
    public void unwritable() {
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
