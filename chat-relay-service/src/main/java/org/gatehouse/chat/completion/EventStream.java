package org.gatehouse.chat.completion;

import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed response, written piece by piece on the client's event loop: each piece is one write and one
 * flush. What is written before the server has begun to send waits here.
 */
final class EventStream implements BufferConsumer.Upstream {

    /** How far a client may lag behind before the upstream is held back. */
    private static final long HOLD_ABOVE_BYTES = 64 * 1024;

    private static final long RELEASE_BELOW_BYTES = 16 * 1024;

    /** Hears how the client takes it. */
    interface Reader {

        /** The client lags behind, or has caught up. */
        void lagging(boolean lags);

        /** The client takes no more. */
        void gone();
    }

    private final Reader reader;
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable BufferConsumer sink;
    private @Nullable ReadBufferFactory buffers;
    private boolean started;
    private boolean ended;
    private boolean lags;
    private long unsentBytes;

    EventStream(Reader reader) {
        this.reader = reader;
    }

    /** The server takes the body: called once. */
    CloseableByteBody open(ByteBodyFactory bodies) {
        var body = bodies.createStreamingBody(BodySizeLimits.UNLIMITED, this);
        sink = body.sharedBuffer();
        buffers = bodies.readBufferFactory();
        return body.rootBody();
    }

    /** Takes over a piece. */
    void write(ByteBuf piece) {
        if (ended) {
            piece.release();
            return;
        }
        unsentBytes += piece.readableBytes();
        if (started) {
            send(piece);
        } else {
            waiting.add(piece);
        }
        if (!lags && unsentBytes > HOLD_ABOVE_BYTES) {
            lags = true;
            reader.lagging(true);
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            if (started && sink != null) {
                sink.complete();
            }
        }
    }

    private void send(ByteBuf piece) {
        BufferConsumer open = sink;
        if (open != null && buffers instanceof NettyReadBufferFactory netty) {
            open.add(netty.adapt(piece));
        } else {
            piece.release();
        }
    }

    @Override
    public void start() {
        if (started) {
            return;
        }
        started = true;
        if (!waiting.isEmpty()) {
            send(Unpooled.wrappedBuffer(waiting.size(), waiting.toArray(ByteBuf[]::new)));
            waiting.clear();
        }
        if (ended && sink != null) {
            sink.complete();
        }
    }

    @Override
    public void onBytesConsumed(long bytes) {
        unsentBytes = Math.max(0, unsentBytes - bytes);
        if (lags && unsentBytes < RELEASE_BELOW_BYTES) {
            lags = false;
            reader.lagging(false);
        }
    }

    @Override
    public void allowDiscard() {
        discard();
        reader.gone();
    }

    /** Lets go of what still waits; nothing is sent from here on. */
    void discard() {
        ended = true;
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }
}
