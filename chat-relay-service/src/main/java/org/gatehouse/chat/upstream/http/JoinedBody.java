package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import org.gatehouse.chat.upstream.Failure;

/** A stream that came although none was asked for: read as one, and given whole. */
public final class JoinedBody implements Body {

    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /** What was said, as it is put together and as it is written. */
    private static final int COPIES = 2;

    private final Body stream;
    private final Joining joining;
    private long bytes;

    /** @param stream hands its events to {@code joining} */
    public JoinedBody(Body stream, Joining joining) {
        this.stream = stream;
        this.joining = joining;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        bytes += owned.readableBytes();
        if (bytes > MAX_BYTES) {
            owned.release();
            return new Outcome.Failed(Failure.broken("answer longer than " + MAX_BYTES + " bytes"));
        }
        return whole(stream.add(owned));
    }

    @Override
    public long memory(int more) {
        return COPIES * (bytes + more);
    }

    @Override
    public Outcome end() {
        return whole(stream.end());
    }

    private Outcome whole(Outcome outcome) {
        return outcome instanceof Outcome.Done ? joining.whole() : outcome;
    }

    @Override
    public void release() {
        stream.release();
    }
}
