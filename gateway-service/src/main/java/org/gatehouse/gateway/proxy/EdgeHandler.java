package org.gatehouse.gateway.proxy;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.gatehouse.gateway.overload.WriteStall;
import org.gatehouse.kit.guard.RequestRefused;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the server's pipeline between the guard and the framework's handlers, and takes over the requests that are
 * proxied. The framework controls reading (auto-read is off) and believes a connection idle that we are busy on: what it
 * asks for is therefore held back here while it would do harm. One per connection, free of framework types.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close shows as the channel going inactive
final class EdgeHandler extends ChannelDuplexHandler {

    static final String NAME = "edge";

    private final Edge edge;
    private @Nullable Turns turns;
    private @Nullable WriteStall stall;
    private boolean readHeld;

    EdgeHandler(Edge edge) {
        this.edge = edge;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        turns = new Turns(edge, ctx, () -> readOn(ctx));
        stall = new WriteStall(ctx, edge.config().writeStall().toNanos());
    }

    private Turns turns() {
        if (turns == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return turns;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        turns().arrived(msg);
    }

    /** Always passed on: it is what makes the framework ask for the next read, without which no close is noticed. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        turns().readComplete();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        readHeld = !turns().wantsMore();
        if (!readHeld) {
            ctx.read();
        }
    }

    private void readOn(ChannelHandlerContext ctx) {
        if (readHeld && turns().wantsMore()) {
            readHeld = false;
            ctx.read();
        }
    }

    /** Only the framework writes through here: our own writes start further down. */
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(turns().current() instanceof LocalExchange exchange)) {
            ReferenceCountUtil.release(msg);
            promise.trySuccess();
            return;
        }
        var last = exchange.writing(msg);
        ctx.write(msg, promise);
        if (last) {
            exchange.responseWritten();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (turns().busyWithoutFramework()) { // a graceful shutdown: finish first
            turns().closeWhenDone();
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        var writable = ctx.channel().isWritable();
        if (!writable && stall != null) {
            stall.unwritable();
        }
        var exchange = turns().current();
        if (exchange != null) {
            exchange.clientWritable(writable);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof RequestRefused refused) {
            turns().refused(refused);
        }
        var minded = event instanceof IdleStateEvent && turns().busyWithoutFramework();
        if (!minded) { // an exchange of ours has limits of its own
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (turns().busyWithoutFramework()) {
            turns().abandon(cause.toString());
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        turns().abandon("");
        ctx.fireChannelInactive();
    }
}
