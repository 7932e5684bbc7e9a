package org.gatehouse.kit.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** A body that came compressed and goes on as if it had not, as long as it does not grow beyond reason. */
final class CodedBody {

    private static final long MOST_RATIO = 100;

    /** What a short body may hold whatever it compresses to. */
    private static final long ANY_RATIO_BYTES = 64L * 1024;

    private final BodyDecoder decoder;
    private final long maxBytes;
    private long received;
    private long inflated;
    private boolean passing;
    private boolean closed;

    CodedBody(BodyDecoder decoder, long maxBytes) {
        this.decoder = decoder;
        this.maxBytes = maxBytes;
    }

    /** Whoever reads the head after us reads of the body that they will get. */
    static void describe(HttpRequest head) {
        head.headers()
                .remove(HttpHeaderNames.CONTENT_ENCODING)
                .remove(HttpHeaderNames.CONTENT_LENGTH)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }

    /** Passes a part on, which is released; the reason to refuse the rest, or null. */
    @Nullable
    PublicError pass(ChannelHandlerContext ctx, HttpContent part) {
        received += part.content().readableBytes();
        passing = true;
        boolean sound = decoder.decode(part.content(), bytes -> give(ctx, bytes));
        passing = false;
        if (closed) {
            decoder.close();
        }
        boolean last = part instanceof LastHttpContent;
        part.release();
        if (inflated > maxBytes) {
            return Refusals.BODY_TOO_LARGE;
        }
        if (grewBeyondReason()) {
            return Refusals.INFLATED;
        }
        return closed || (sound && (!last || decoder.isComplete())) ? null : Refusals.BODY_CODING;
    }

    private boolean give(ChannelHandlerContext ctx, ByteBuf bytes) {
        inflated += bytes.readableBytes();
        if (closed || inflated > maxBytes || grewBeyondReason()) {
            bytes.release();
            return false;
        }
        ctx.fireChannelRead(new DefaultHttpContent(bytes));
        return true;
    }

    private boolean grewBeyondReason() {
        return inflated > Math.max(ANY_RATIO_BYTES, received * MOST_RATIO);
    }

    /** The connection may end by what is passed on: the decoder is let finish its step. */
    void close() {
        closed = true;
        if (!passing) {
            decoder.close();
        }
    }
}
