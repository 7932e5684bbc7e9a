package org.gatehouse.chat.completion;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.gatehouse.kit.guard.RequestRefused;
import org.gatehouse.kit.memory.Draw;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the server's pipeline between the guard and the framework's handlers and serves plain requests for inference
 * by itself: what the framework does for each request costs more than everything else the relay does. One at a time,
 * and only while the framework owes nothing on the connection; what arrives meanwhile waits. One per connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close shows as the channel going inactive
final class InferenceHandler extends ChannelDuplexHandler {

    static final String NAME = "inference";

    private static final int MANY_WAITING = 16;
    /** An answer of the framework that is no longer waits for its client without room: an error can always be told. */
    private static final int MOST_UNCOUNTED_BYTES = 64 * 1024;

    private final PlainRequests plain;
    private final DirectServer server;
    private final Queue<Object> waiting = new ArrayDeque<>(4);
    private @Nullable DirectExchange current;
    private int owedByFramework;
    private boolean interim;
    private boolean reading;
    private boolean readHeld;
    private boolean closing;
    private boolean rejected;
    private @Nullable HttpRequest headOfFramework;
    private @Nullable Draw heldByFramework;

    InferenceHandler(PlainRequests plain, DirectServer server) {
        this.plain = plain;
        this.server = server;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        reading = true;
        if (closing) {
            ReferenceCountUtil.release(msg);
        } else if (!waiting.isEmpty() || (current != null && !current.wantsMore())) {
            waiting.add(msg);
        } else {
            handle(ctx, msg);
        }
    }

    private void handle(ChannelHandlerContext ctx, Object msg) {
        if (current != null && msg instanceof HttpContent part) {
            current.receive(part);
            return;
        }
        if (msg instanceof HttpRequest head) {
            var served = owedByFramework == 0 ? plain.of(head) : null;
            if (served != null && served.isPresent()) {
                current = new DirectExchange(server, ctx, head, served.get(), connection(ctx));
                return;
            }
            owedByFramework++;
            headOfFramework = head;
        }
        if (msg instanceof HttpContent part && !mayHold(part.content().readableBytes())) {
            part.release();
            reject(ctx);
            return;
        }
        ctx.fireChannelRead(msg);
    }

    private DirectExchange.Connection connection(ChannelHandlerContext ctx) {
        return new DirectExchange.Connection() {
            @Override
            public void ended() {
                InferenceHandler.this.ended(ctx);
            }

            @Override
            public void readOn() {
                ctx.executor().execute(() -> drain(ctx));
            }
        };
    }

    /** The framework collects bodies as well, before it looks at who sends them, and writes whole answers at once. */
    private boolean mayHold(int bytes) {
        if (bytes == 0) {
            return true;
        }
        Draw held = heldByFramework;
        if (held != null) {
            return held.grow(bytes);
        }
        heldByFramework = server.relay().rooms().forOthers(bytes).orElse(null);
        return heldByFramework != null;
    }

    private void free() {
        Draw held = heldByFramework;
        heldByFramework = null;
        if (held != null) {
            held.close();
        }
    }

    /** Nothing that the framework still writes reaches the client. */
    private void reject(ChannelHandlerContext ctx) {
        HttpRequest head = owedByFramework == 1 ? headOfFramework : null;
        closing = true;
        rejected = true;
        if (head != null) {
            ctx.write(server.full(head, ctx, Rooms.NO_MEMORY));
        }
        closeOnceSent(ctx);
    }

    /** The answer to the current request is written to its end. */
    private void ended(ChannelHandlerContext ctx) {
        var last = current;
        current = null;
        if (last != null && !last.keepsAlive()) {
            closing = true;
            discard();
            closeOnceSent(ctx);
            return;
        }
        drain(ctx);
        if (!reading) { // nothing else would tell the framework that this was all there is
            ctx.fireChannelReadComplete();
        }
    }

    /** Goes on with what waited, as far as somebody takes it. */
    private void drain(ChannelHandlerContext ctx) {
        while (!waiting.isEmpty() && (current == null || current.wantsMore())) {
            handle(ctx, waiting.remove());
        }
        if (readHeld) {
            read(ctx);
        }
    }

    /** A close at once would throw away what the socket has not taken yet. */
    private static void closeOnceSent(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) sent -> ctx.close());
    }

    /** Always passed on: it is what makes the framework ask for the next read, without which no close is noticed. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        readHeld = waiting.size() >= MANY_WAITING;
        if (!readHeld) {
            ctx.read();
        }
    }

    /** Only the framework writes through here: our own writes start further down. */
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (current != null || rejected) {
            ReferenceCountUtil.release(msg);
            promise.trySuccess();
            return;
        }
        if (msg instanceof HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (msg instanceof FullHttpResponse whole
                && isLong(whole)
                && !mayHold(whole.content().readableBytes())) {
            whole.release();
            promise.trySuccess();
            reject(ctx);
            return;
        }
        if (msg instanceof LastHttpContent && !interim) {
            owedByFramework--;
            ctx.write(msg, promise.unvoid().addListener(sent -> freeUnlessOwed()));
        } else {
            ctx.write(msg, promise);
        }
    }

    private static boolean isLong(FullHttpResponse whole) {
        return whole.content().readableBytes() > MOST_UNCOUNTED_BYTES;
    }

    private void freeUnlessOwed() {
        if (owedByFramework == 0) {
            free();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (current != null && current.closeWhenDone()) { // a graceful shutdown: the framework takes us for idle
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null) {
            current.writable(ctx.channel().isWritable());
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof RequestRefused refused && refused.wasLetThrough()) {
            discard();
        }
        if (!(event instanceof IdleStateEvent && current != null)) { // an exchange of ours has limits of its own
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (current != null) {
            closing = true;
            discard();
            ctx.close();
        } else if (!closing) {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        free();
        discard();
        ctx.fireChannelInactive();
    }

    private void discard() {
        if (current != null) {
            current.discard();
            current = null;
            closing = true;
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
