package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gatehouse.chat.upstream.Failure;

/** Collects a body up to a limit, to be judged when it is complete. */
public abstract class CollectedBody implements Body {

    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);

    protected CollectedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public final Outcome add(ByteBuf owned) {
        try {
            if (bytes.size() + owned.readableBytes() > maxBytes) {
                return overlong();
            }
            owned.readBytes(bytes, owned.readableBytes());
            return Outcome.OPEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            owned.release();
        }
    }

    @Override
    public final Outcome end() {
        return judge(bytes.toByteArray());
    }

    @Override
    public final void release() {
        bytes.reset();
    }

    protected abstract Outcome judge(byte[] body);

    protected Outcome overlong() {
        return new Outcome.Failed(Failure.broken("answer longer than " + maxBytes + " bytes"));
    }
}
