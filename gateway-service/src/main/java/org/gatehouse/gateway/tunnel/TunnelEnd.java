package org.gatehouse.gateway.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.gatehouse.gateway.overload.WriteStall;
import org.jspecify.annotations.Nullable;

/**
 * One of a tunnel's two connections. Reads only while the other side takes more. On the client's the framework's handlers
 * stand behind it: nothing of theirs passes, and when they close, to stop in good order, the tunnel is told.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as the channel going inactive
final class TunnelEnd extends ChannelDuplexHandler {

    private final Tunnel tunnel;
    private final Duration writeStall;
    private @Nullable ChannelHandlerContext context;
    private @Nullable WriteStall stall;

    TunnelEnd(Tunnel tunnel, Duration writeStall) {
        this.tunnel = tunnel;
        this.writeStall = writeStall;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        stall = new WriteStall(ctx, writeStall.toNanos());
    }

    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    // towards this side

    void send(ByteBuf bytes) {
        context().write(bytes, context().voidPromise());
    }

    void flush() {
        context().flush();
    }

    boolean takesMore() {
        return context().channel().isWritable();
    }

    void readMore() {
        context().read();
    }

    void closeOnceSent() {
        var here = context(); // not the channel, whose close would come by here
        here.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> here.close());
    }

    // from this side

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            tunnel.carry(this, bytes);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        tunnel.readComplete(this);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            tunnel.takesMoreAgain(this);
        } else if (stall != null) {
            stall.unwritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            tunnel.closed(this);
        } else if (!(event instanceof IdleStateEvent)) { // a tunnel has a limit of its own
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        tunnel.closed(this);
        ctx.fireChannelInactive();
    }

    // from the framework

    @Override
    public void read(ChannelHandlerContext ctx) {
        // it wants requests, of which there are no more
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        ReferenceCountUtil.release(msg);
        promise.trySuccess();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        tunnel.stopping();
    }
}
