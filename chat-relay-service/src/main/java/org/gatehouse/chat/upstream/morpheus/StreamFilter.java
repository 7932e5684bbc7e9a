package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.function.Consumer;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFramer;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of the dialect out of what the node writes: its control frames, which are text, and its own counts go, and an
 * error that it put behind the answer, which is no frame at all, is noticed wherever the reads fall.
 */
final class StreamFilter {

    private static final int MAX_FRAME_BYTES = 4 * 1024 * 1024;

    private final SseFramer framer = new SseFramer(MAX_FRAME_BYTES);
    private final Consumer<ByteBuf> onward;
    private final Consumer<Usage> counted;

    /** @param onward owns what it is given */
    StreamFilter(Consumer<ByteBuf> onward, Consumer<Usage> counted) {
        this.onward = onward;
        this.counted = counted;
    }

    /** Takes over what was read; gives why the stream is broken, or null while it is not. */
    @Nullable
    String add(ByteBuf owned) {
        framer.add(owned);
        for (ByteBuf frame = framer.next(); frame != null; frame = framer.next()) {
            String broken = frame(frame);
            if (broken != null) {
                return broken;
            }
        }
        return framer.overlong() ? "an event is too long" : null;
    }

    /** There is no more; gives why the stream is broken, or null when the end is sound as far as the node goes. */
    @Nullable
    String end() {
        ByteBuf rest = framer.rest();
        return rest == null ? null : frame(rest);
    }

    void release() {
        framer.release();
    }

    private @Nullable String frame(ByteBuf frame) {
        if (holdsBareJson(frame)) {
            frame.release();
            return "an error was appended to the answer";
        }
        if (SseEvent.of(frame) instanceof SseEvent.Data data) {
            data(frame, data);
        } else {
            onward.accept(frame);
        }
        return null;
    }

    private void data(ByteBuf frame, SseEvent.Data data) {
        if (!SseEvent.isDone(data.payload()) && isText(data.payload())) {
            frame.release();
            return;
        }
        NodeMembers members;
        try {
            members = NodeMembers.takenOut(data.payload());
        } catch (IOException e) {
            // Whoever reads it next finds it broken, too, and says so.
            onward.accept(frame);
            return;
        }
        if (members.usage() != null) {
            counted.accept(members.usage());
        }
        if (members.document().length == data.payload().length) {
            onward.accept(frame);
        } else {
            frame.release();
            onward.accept(SseFrames.data(members.document()));
        }
    }

    /** Chunks are objects; what begins otherwise is the node talking about itself. */
    private static boolean isText(byte[] payload) {
        for (byte b : payload) {
            if (b != ' ' && b != '\t' && b != '\n') {
                return b != '{';
            }
        }
        return true;
    }

    /** No line of an event stream begins with a brace. */
    private static boolean holdsBareJson(ByteBuf frame) {
        boolean lineStart = true;
        for (int at = frame.readerIndex(); at < frame.writerIndex(); at++) {
            byte b = frame.getByte(at);
            if (lineStart && b == '{') {
                return true;
            }
            lineStart = b == '\n' || b == '\r' || (lineStart && (b == ' ' || b == '\t'));
        }
        return false;
    }
}
