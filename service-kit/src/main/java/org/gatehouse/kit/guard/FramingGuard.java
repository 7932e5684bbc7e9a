package org.gatehouse.kit.guard;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands straight after the HTTP codec and lets through only requests that leave nothing to interpretation. A defect ends
 * in one refusal, in its turn among the responses due, and the end of the connection; from then on nothing reaches a
 * route, and nothing a route still writes reaches the client. One per connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be written or closed is closed already
public final class FramingGuard extends ChannelDuplexHandler {

    public static final String NAME = "framing-guard";

    private static final Logger LOG = LoggerFactory.getLogger(FramingGuard.class);
    private static final long PACE_CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final GuardConfig config;
    private final RequestAllowance allowance;
    private final HeadRules rules;
    private final BodyPace pace;
    private final OpenExchanges exchanges = new OpenExchanges();
    private final HeadLines lines = new HeadLines();

    private @Nullable HttpRequest head;
    private @Nullable CodedBody coded;
    private long maxBodyBytes;
    private boolean inBody;
    private boolean inHandshake;
    private boolean awaitsContinue;
    private boolean messageSinceRead;
    private boolean reading;
    private @Nullable Refusal refusal;
    private boolean answered;
    private @Nullable Future<?> headTimer;
    private @Nullable Future<?> bodyTimer;

    public FramingGuard(GuardConfig config, RequestAllowance allowance) {
        this.config = config;
        this.allowance = allowance;
        this.rules = new HeadRules(config, allowance);
        this.pace = new BodyPace(config);
    }

    /** To stand before the codec, for what only the bytes tell. */
    ChannelHandler lines() {
        return lines;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        messageSinceRead = true;
        if (refusal != null) {
            ReferenceCountUtil.release(msg);
        } else if (msg instanceof HttpRequest next) {
            if (inHandshake) {
                ReferenceCountUtil.release(next);
                refuse(ctx, Refusals.EARLY_BYTES);
            } else {
                onHead(ctx, next);
            }
        } else if (msg instanceof HttpContent part) {
            onContent(ctx, part);
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    private void onHead(ChannelHandlerContext ctx, HttpRequest next) {
        head = next;
        headTimer = cancelled(headTimer);
        boolean folded = lines.headDecoded();
        var defect = rules.defect(next);
        defect = defect == null && folded ? Refusals.FOLDED : defect;
        if (defect == null) {
            maxBodyBytes = allowance.maxBodyBytes(
                    next.method().name(), next.headers().get(HttpHeaderNames.HOST), PathRule.pathOf(next.uri()));
            defect = HttpUtil.getContentLength(next, 0L) > maxBodyBytes ? Refusals.BODY_TOO_LARGE : coded(next);
        }
        if (defect != null) {
            ReferenceCountUtil.release(next);
            refuse(ctx, defect);
            return;
        }
        exchanges.requestPassed();
        inBody = true;
        inHandshake = rules.isHandshake();
        awaitsContinue = HttpUtil.is100ContinueExpected(next);
        pace.restart();
        ctx.fireChannelRead(next);
    }

    /** Begins to undo the body's coding, if it has one. */
    private @Nullable PublicError coded(HttpRequest next) {
        var coding = rules.coding();
        if (coding == null) {
            return null;
        }
        var decoder = allowance.decoder(
                coding, next.method().name(), next.headers().get(HttpHeaderNames.HOST), PathRule.pathOf(next.uri()));
        if (decoder == null) {
            return Refusals.CONTENT_ENCODING;
        }
        coded = new CodedBody(decoder, maxBodyBytes);
        CodedBody.describe(next);
        return null;
    }

    private void onContent(ChannelHandlerContext ctx, HttpContent part) {
        awaitsContinue = false;
        pace.received(part.content().readableBytes());
        if (part.decoderResult().isFailure()) {
            part.release();
            refuse(ctx, Refusals.BODY);
        } else if (pace.bytes() > maxBodyBytes) {
            part.release();
            refuse(ctx, Refusals.BODY_TOO_LARGE);
        } else if (coded != null) {
            inflate(ctx, part, coded);
        } else {
            ended(part);
            ctx.fireChannelRead(part);
        }
    }

    private void ended(HttpContent part) {
        if (part instanceof LastHttpContent) {
            lines.requestDecoded();
            inBody = false;
            head = inHandshake ? head : null;
            bodyTimer = cancelled(bodyTimer);
        }
    }

    private void inflate(ChannelHandlerContext ctx, HttpContent part, CodedBody body) {
        var defect = body.pass(ctx, part);
        if (defect != null) {
            refuse(ctx, defect);
        } else if (part instanceof LastHttpContent) {
            closeCoded();
            ended(part);
            ctx.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void closeCoded() {
        if (coded != null) {
            coded.close();
            coded = null;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        var partialHead = !inBody && (!messageSinceRead || !lines.atBoundary());
        messageSinceRead = false;
        reading = false;
        if (answered) {
            ctx.read(); // what the client still sends is thrown away until it has seen the refusal
            return;
        }
        if (refusal == null && partialHead && headTimer == null) {
            awaitHead(ctx);
        }
        if (inBody) {
            pace.waitEnds(now(ctx));
            watchPace(ctx, config.bodyGrace().toNanos());
        }
        ctx.fireChannelReadComplete();
    }

    /** The time does not count for which nobody reads what the client may have sent. */
    private void awaitHead(ChannelHandlerContext ctx) {
        headTimer = after(ctx, config.headerTimeout().toNanos(), () -> {
            if (reading || refusal != null) {
                refuse(ctx, Refusals.SLOW_HEAD);
            } else {
                awaitHead(ctx);
            }
        });
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        reading = true;
        if (inBody && !awaitsContinue) {
            pace.waitFrom(now(ctx));
        }
        ctx.read();
    }

    private void watchPace(ChannelHandlerContext ctx, long delayNanos) {
        if (bodyTimer == null) {
            bodyTimer = after(ctx, delayNanos, () -> {
                bodyTimer = null;
                if (pace.tooSlow(now(ctx))) {
                    refuse(ctx, Refusals.SLOW_BODY);
                } else {
                    watchPace(ctx, PACE_CHECK_NANOS);
                }
            });
        }
    }

    private void refuse(ChannelHandlerContext ctx, PublicError error) {
        var letThrough = inBody || inHandshake;
        inBody = false;
        inHandshake = false;
        stopTimers();
        refusal = Refusal.of(error, head, letThrough);
        LOG.debug("{} on {}", refusal.event(), ctx.channel());
        ctx.fireUserEventTriggered(refusal.event());
        if (letThrough) {
            ctx.fireExceptionCaught(new BodyRefusedException(error.detail()));
        }
        answerInTurn(ctx, refusal);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (refusal != null && isTurnOf(refusal)) {
            ReferenceCountUtil.release(msg);
            promise.trySuccess();
            return;
        }
        exchanges.written(msg);
        inHandshake &= exchanges.count() > 0; // an answer other than 101: what follows is HTTP again
        if (msg instanceof FullHttpResponse full && full.status().equals(HttpResponseStatus.CONTINUE)) {
            awaitsContinue = false;
        }
        ctx.write(msg, promise);
        if (refusal != null) {
            answerInTurn(ctx, refusal);
        }
    }

    private boolean isTurnOf(Refusal due) {
        return exchanges.count() <= (due.ownResponseDue() ? 1 : 0);
    }

    /** Responses to earlier requests on the connection go first. */
    private void answerInTurn(ChannelHandlerContext ctx, Refusal due) {
        if (answered || !isTurnOf(due)) {
            return;
        }
        answered = true;
        var answerGone = exchanges.responseBegun() || exchanges.count() == 0;
        if (due.ownResponseDue() && answerGone) {
            ctx.flush();
            ctx.close(); // a response that is not at its end cannot be taken for complete
        } else {
            ctx.writeAndFlush(due.response()).addListener((ChannelFuture written) -> linger(ctx));
        }
    }

    private void linger(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel socket && ctx.pipeline().get(SslHandler.class) == null) {
            socket.shutdownOutput();
            after(ctx, config.linger().toNanos(), ctx::close);
            ctx.read();
        } else {
            ctx.close();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (answered) { // the guard closes by itself, soon
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopTimers();
        ctx.fireChannelInactive();
    }

    /** The connection has left HTTP. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopTimers();
        if (ctx.pipeline().context(lines) != null) {
            ctx.pipeline().remove(lines);
        }
    }

    private void stopTimers() {
        closeCoded();
        headTimer = cancelled(headTimer);
        bodyTimer = cancelled(bodyTimer);
    }

    private static @Nullable Future<?> cancelled(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
        return null;
    }

    private static Future<?> after(ChannelHandlerContext ctx, long nanos, Runnable task) {
        return ctx.executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
