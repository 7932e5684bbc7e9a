package org.gatehouse.chat.completion;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed response, written piece by piece on the client's event loop: each piece is one write and one
 * flush. What is written before the server has begun to send waits here.
 */
final class EventStream {

    /** Hears how the client takes it. */
    interface Reader {

        /** The client lags behind, or has caught up. */
        void lagging(boolean lags);

        /** The client takes no more. */
        void gone();
    }

    /** Where the pieces go, each written and flushed at once. */
    interface Outlet {

        void send(ByteBuf piece);

        void complete();

        /** There is no more, and the body must not look complete. */
        void breakOff();
    }

    /** How much may wait for the server to begin before the upstream is held back. */
    private static final long MOST_WAITING_BYTES = 64 * 1024;

    private static final String EVENTS = "text/event-stream";

    private final Reader reader;
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable Outlet outlet;
    private long waitingBytes;
    private String type = EVENTS;
    private boolean ended;
    private boolean broken;
    private boolean lags;

    EventStream(Reader reader) {
        this.reader = reader;
    }

    /** What its bytes are. */
    String type() {
        return type;
    }

    /** Its bytes are no events but of this type; before it is begun. */
    void isOf(String other) {
        type = other;
    }

    /** The server has begun to send: called once. */
    void start(Outlet to) {
        outlet = to;
        lagging(false);
        if (!waiting.isEmpty()) {
            to.send(Unpooled.wrappedBuffer(waiting.size(), waiting.toArray(ByteBuf[]::new)));
            waiting.clear();
        }
        if (broken) {
            to.breakOff();
        } else if (ended) {
            to.complete();
        }
    }

    /** Takes over a piece. */
    void write(ByteBuf piece) {
        if (ended) {
            piece.release();
        } else if (outlet != null) {
            outlet.send(piece);
        } else {
            waiting.add(piece);
            waitingBytes += piece.readableBytes();
            lagging(waitingBytes > MOST_WAITING_BYTES);
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            if (outlet != null) {
                outlet.complete();
            }
        }
    }

    /** Ends it in a way that nobody takes for its end. */
    void breakOff() {
        if (!ended) {
            ended = true;
            broken = true;
            if (outlet != null) {
                outlet.breakOff();
            }
        }
    }

    /** The client lags behind, or has caught up; told as often as one likes. */
    void lagging(boolean now) {
        if (now != lags) {
            lags = now;
            reader.lagging(now);
        }
    }

    /** The client takes no more. */
    void gone() {
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
