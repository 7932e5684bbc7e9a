package org.gatehouse.deploy.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One connection's request and answer, over and over. */
final class Exchange extends SimpleChannelInboundHandler<HttpObject> {
    private final Requests requests;
    private final int expectedTokens;
    private final boolean again;
    private final Run run;
    private @Nullable ChannelHandlerContext context;
    private Runnable whenIdle = () -> {};
    private long dueNanos;
    private boolean waiting;
    private boolean ok;
    private int tokens;
    private long stamp;
    private boolean inStamp;

    Exchange(Requests requests, int expectedTokens, boolean again, Run run) {
        this.requests = requests;
        this.expectedTokens = expectedTokens;
        this.again = again;
        this.run = run;
    }

    void whenIdle(Runnable listener) {
        whenIdle = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void send(long due) {
        dueNanos = due;
        waiting = true;
        tokens = 0;
        run.began();
        if (context != null) {
            context.writeAndFlush(requests.next()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext read, HttpObject part) {
        if (part instanceof HttpResponse response) {
            ok = response.status().code() == 200;
        }
        if (part instanceof HttpContent content && expectedTokens > 0) {
            readTokens(content.content());
        }
        if (part instanceof LastHttpContent) {
            waiting = false;
            boolean whole = ok && tokens == expectedTokens;
            run.answered(expectedTokens > 0 ? -1 : System.nanoTime() - dueNanos, whole);
            if (again && !run.over()) {
                send(System.nanoTime());
            } else {
                whenIdle.run();
            }
        }
    }

    /** Finds the digits after each {@code @}, also when a frame is cut anywhere. */
    private void readTokens(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte b = bytes.readByte();
            if (inStamp && b >= '0' && b <= '9') {
                stamp = stamp * 10 + (b - '0');
            } else if (inStamp) {
                inStamp = false;
                token(System.nanoTime());
            } else if (b == '@') {
                inStamp = true;
                stamp = 0;
            }
        }
    }

    private void token(long now) {
        if (tokens++ == 0) {
            run.firstToken(now - dueNanos);
        }
        run.token(now - stamp);
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (waiting) {
            waiting = false;
            run.broken();
        }
    }
}
