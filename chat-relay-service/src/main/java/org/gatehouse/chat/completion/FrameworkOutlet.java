package org.gatehouse.chat.completion;

import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends an {@link EventStream} as the body of the framework's response. */
final class FrameworkOutlet implements EventStream.Outlet, BufferConsumer.Upstream {

    /** How far a client may lag behind before the upstream is held back. */
    private static final long HOLD_ABOVE_BYTES = 64 * 1024;

    private static final long RELEASE_BELOW_BYTES = 16 * 1024;

    private final EventStream stream;
    private @Nullable BufferConsumer sink;
    private @Nullable ReadBufferFactory buffers;
    private boolean started;
    private long unsentBytes;

    FrameworkOutlet(EventStream stream) {
        this.stream = stream;
    }

    /** The server takes the body: called once. */
    CloseableByteBody open(ByteBodyFactory bodies) {
        var body = bodies.createStreamingBody(BodySizeLimits.UNLIMITED, this);
        sink = body.sharedBuffer();
        buffers = bodies.readBufferFactory();
        return body.rootBody();
    }

    @Override
    public void start() {
        if (!started) {
            started = true;
            stream.start(this);
        }
    }

    @Override
    public void send(ByteBuf piece) {
        BufferConsumer open = sink;
        if (open == null || !(buffers instanceof NettyReadBufferFactory netty)) {
            piece.release();
            return;
        }
        unsentBytes += piece.readableBytes();
        open.add(netty.adapt(piece));
        if (unsentBytes > HOLD_ABOVE_BYTES) {
            stream.lagging(true);
        }
    }

    @Override
    public void complete() {
        if (sink != null) {
            sink.complete();
        }
    }

    @Override
    public void breakOff() {
        if (sink != null) {
            sink.error(new IOException("the answer broke off"));
        }
    }

    @Override
    public void onBytesConsumed(long bytes) {
        unsentBytes = Math.max(0, unsentBytes - bytes);
        if (unsentBytes < RELEASE_BELOW_BYTES) {
            stream.lagging(false);
        }
    }

    @Override
    public void allowDiscard() {
        stream.gone();
    }
}
