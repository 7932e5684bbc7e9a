package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import org.gatehouse.chat.upstream.Answer;
import org.jspecify.annotations.Nullable;

/** A success whose first byte tells whether it is a whole answer or a stream; labels are not always right. */
final class SeenBody implements Body {

    private static final int BYTE_ORDER_MARK = 0xef;

    private final Bodies bodies;
    private final boolean streamAsked;
    private final Answer answer;
    private final UpstreamErrors errors;
    private @Nullable Body body;

    SeenBody(Bodies bodies, boolean streamAsked, Answer answer, UpstreamErrors errors) {
        this.bodies = bodies;
        this.streamAsked = streamAsked;
        this.answer = answer;
        this.errors = errors;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        Body reading = body;
        if (reading == null) {
            int first = firstByte(owned);
            if (first < 0) {
                owned.release();
                return Outcome.OPEN;
            }
            reading = first == '{' || first == '[' ? whole() : stream();
            body = reading;
        }
        return reading.add(owned);
    }

    /** The first byte that is no white space; −1 when there is none. */
    private static int firstByte(ByteBuf bytes) {
        for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
            int b = bytes.getUnsignedByte(at);
            if (b == BYTE_ORDER_MARK && at + 3 < bytes.writerIndex()) {
                at += 2;
            } else if (b > ' ') {
                return b;
            }
        }
        return -1;
    }

    private Body whole() {
        return streamAsked ? bodies.unrolled(answer, errors) : bodies.whole(errors);
    }

    private Body stream() {
        return streamAsked ? bodies.stream(answer, errors) : bodies.joined(errors);
    }

    /** The first read is counted with the second. */
    @Override
    public long memory(int more) {
        return body == null ? 0 : body.memory(more);
    }

    @Override
    public Outcome end() {
        Body reading = body;
        if (reading == null) {
            reading = streamAsked ? bodies.stream(answer, errors) : bodies.whole(errors);
            body = reading;
        }
        return reading.end();
    }

    @Override
    public void abandon() {
        if (body != null) {
            body.abandon();
        }
    }

    @Override
    public void release() {
        if (body != null) {
            body.release();
        }
    }
}
