package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.gatehouse.chat.upstream.Failure;

/** Collects a body up to a limit, to be judged when it is complete. */
public abstract class CollectedBody implements Body {

    /** How often a byte is held in the moment when the parts become one. */
    private static final int COPIES = 2;

    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private final Queue<byte[]> parts = new ArrayDeque<>();
    private int length;

    protected CollectedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public final Outcome add(ByteBuf owned) {
        try {
            if (owned.readableBytes() > maxBytes - length) {
                return overlong();
            }
            length += owned.readableBytes();
            parts.add(ByteBufUtil.getBytes(owned));
            return Outcome.OPEN;
        } finally {
            owned.release();
        }
    }

    @Override
    public final long memory(int more) {
        return COPIES * ((long) length + more);
    }

    @Override
    public final Outcome end() {
        return judge(joined());
    }

    private byte[] joined() {
        byte[] first = parts.poll();
        if (first == null || first.length == length) {
            return first == null ? NOTHING : first;
        }
        byte[] all = Arrays.copyOf(first, length);
        int at = first.length;
        for (byte[] part = parts.poll(); part != null; part = parts.poll()) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public final void release() {
        parts.clear();
    }

    protected abstract Outcome judge(byte[] body);

    protected Outcome overlong() {
        return new Outcome.Failed(Failure.broken("answer longer than " + maxBytes + " bytes"));
    }
}
