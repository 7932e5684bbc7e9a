package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an upstream and the call it serves now. It goes back to the pool only after one clean exchange:
 * request and response complete, the peer willing, and not one byte left over. Anything else closes it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as channelInactive
final class Connection extends ChannelInboundHandlerAdapter implements SwitchedConnection {

    private static final int MAX_INTERIM = 16;
    /** A busy peer's second step of closing; only a call that would fail waits for it. */
    private static final long RESET_MILLIS = 250;

    private final Origin origin;
    private final Channel channel;
    private final ResponseDecoder decoder;
    private final LoopState loop;
    private @Nullable Call call;
    private boolean served;
    private boolean reset;
    private boolean toHead;
    private boolean requestComplete;
    private boolean keep;
    private boolean settling;
    private int interim;
    private boolean inInterim;
    private @Nullable HttpResponse switching;
    private long idleSince;

    Connection(Origin origin, Channel channel, ResponseDecoder decoder, LoopState loop) {
        this.origin = origin;
        this.channel = channel;
        this.decoder = decoder;
        this.loop = loop;
    }

    Origin origin() {
        return origin;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    /** Whether it has served a call before this one. */
    boolean reused() {
        return served;
    }

    boolean receivedAnything() {
        return decoder.received();
    }

    /** Whether it was broken off by a reset: the peer had not read all that was sent, or was gone already. */
    boolean wasReset() {
        return reset;
    }

    boolean usable() {
        return channel.isActive() && !decoder.hasLeftover();
    }

    long idleSince() {
        return idleSince;
    }

    void begin(Call next, HttpRequest head) {
        call = next;
        toHead = head.method().equals(HttpMethod.HEAD);
        requestComplete = false;
        keep = false;
        interim = 0;
        inInterim = false;
        decoder.expectResponse(toHead);
        channel.write(head, channel.voidPromise());
    }

    void write(HttpContent part) {
        requestComplete |= part instanceof LastHttpContent;
        channel.write(part, channel.voidPromise());
    }

    void close() {
        call = null;
        channel.close();
    }

    @Override
    public void become(ChannelHandler handler) {
        var pipeline = channel.pipeline();
        channel.config().setAutoRead(false);
        pipeline.replace(this, null, handler); // at the end: the decoder gives on what is left to read
        pipeline.remove(HttpRequestEncoder.class);
        pipeline.remove(decoder);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        var current = call;
        if (current == null) { // nobody asked: whatever it is, it must not meet the next request
            ReferenceCountUtil.release(msg);
            ctx.close();
        } else if (msg instanceof HttpResponse head) {
            onHead(current, head);
        } else if (msg instanceof HttpContent part) {
            onContent(current, part);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void onHead(Call current, HttpResponse head) {
        var defect = ResponseRules.defect(head);
        if (defect != null) {
            current.malformed(defect, head.decoderResult().cause());
        } else if (!ResponseRules.isInterim(head)) {
            keep = ResponseRules.keepsConnection(head, toHead);
            current.headReceived(head);
        } else if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            onSwitch(current, head);
        } else if (++interim > MAX_INTERIM) {
            current.malformed("more than " + MAX_INTERIM + " interim responses", null);
        } else {
            inInterim = true;
        }
    }

    private void onSwitch(Call current, HttpResponse head) {
        var defect = current.switchDefect(head);
        if (defect != null) {
            current.malformed(defect, null);
        } else {
            inInterim = true;
            switching = head;
        }
    }

    private void onContent(Call current, HttpContent part) {
        var last = part instanceof LastHttpContent;
        if (part.decoderResult().isFailure()) {
            part.release();
            current.malformed(String.valueOf(part.decoderResult().cause()), null);
            return;
        }
        if (inInterim) {
            inInterim = !last;
            part.release();
            if (last && switching != null) {
                call = null;
                current.switched(switching);
            }
            return;
        }
        deliver(current, part.content());
        if (last && call == current) {
            onEnd(current);
        }
    }

    private static void deliver(Call current, ByteBuf bytes) {
        if (bytes.isReadable()) {
            current.contentReceived(bytes);
        } else {
            bytes.release();
        }
    }

    private void onEnd(Call current) {
        call = null;
        served = true;
        settling = keep && requestComplete && usable();
        if (settling) {
            channel.config().setAutoRead(true);
        } else {
            channel.close();
        }
        current.ended();
    }

    /** Only now is it certain that nothing came along with the response's last bytes. */
    private void settle() {
        settling = false;
        if (usable()) {
            idleSince = loop.now();
            loop.give(this);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (call != null) {
            call.readComplete();
        } else if (settling) {
            settle();
        } else if (decoder.hasLeftover()) {
            ctx.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (call != null) {
            call.writabilityChanged(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.drop(this);
        var current = call;
        call = null;
        if (current != null) {
            current.connectionClosed(this);
        }
    }

    /** The platform has no other word for it: reading finds a reset, writing a broken pipe. */
    private static boolean saysReset(String message) {
        return message.contains("reset") || message.contains("Broken pipe");
    }

    /**
     * The peer will send no more. Some close in two steps (Java does): they end what they send, and a moment later the
     * system resets what they had not read.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            ctx.fireUserEventTriggered(event);
        } else if (call != null && served && !decoder.received() && call.asksHowItEnds()) {
            channel.config().setAutoRead(false);
            ctx.executor().schedule(() -> howItEnded(ctx), RESET_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            ctx.close();
        }
    }

    private void howItEnded(ChannelHandlerContext ctx) {
        reset |= Sockets.wasResetAfterEnd(channel);
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reset |= cause instanceof IOException && saysReset(String.valueOf(cause.getMessage()));
        ctx.close(); // what it means for a call follows from channelInactive
    }
}
