package org.gatehouse.chat.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ByteProcessor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one frame says. */
public sealed interface SseEvent {

    /** Comments only: a sign of life. */
    record Comment() implements SseEvent {}

    /** Nothing a client may be shown: blank lines, only {@code id:}, {@code event:} or {@code retry:}, or empty data. */
    record Blank() implements SseEvent {}

    /**
     * A message.
     *
     * @param payload its data lines joined by LF
     * @param event its event name, if it has one
     * @param plain whether the frame holds data and comments only, so that its bytes may pass as they are
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Data(byte[] payload, @Nullable String event, boolean plain) implements SseEvent {}

    /** Reads a frame as cut by {@link SseFramer}; the last line may lack its end. The buffer is left as it was. */
    static SseEvent of(ByteBuf frame) {
        var lines = new Lines();
        int at = frame.readerIndex();
        int end = frame.writerIndex();
        while (at < end) {
            int found = frame.forEachByte(at, end - at, ByteProcessor.FIND_CRLF);
            int lineEnd = found < 0 ? end : found;
            if (lineEnd > at) {
                lines.line(frame, at, lineEnd);
            }
            at = lineEnd + 1;
        }
        return lines.event();
    }

    /** Collects the lines of one frame. */
    final class Lines {

        private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

        private byte @Nullable [] payload;
        private @Nullable ByteArrayOutputStream joined;
        private @Nullable String event;
        private boolean comment;
        private boolean otherFields;

        private Lines() {}

        private void line(ByteBuf frame, int start, int end) {
            if (frame.getByte(start) == ':') {
                comment = true;
                return;
            }
            int colon = frame.indexOf(start, end, (byte) ':');
            int nameEnd = colon < 0 ? end : colon;
            int valueStart = Math.min(end, nameEnd + 1);
            if (valueStart < end && frame.getByte(valueStart) == ' ') {
                valueStart++;
            }
            if (is(DATA, frame, start, nameEnd)) {
                data(ByteBufUtil.getBytes(frame, valueStart, end - valueStart));
                return;
            }
            otherFields = true;
            if (is(EVENT, frame, start, nameEnd)) {
                event = frame.toString(valueStart, end - valueStart, StandardCharsets.UTF_8);
            }
        }

        private static boolean is(byte[] name, ByteBuf frame, int start, int end) {
            if (end - start != name.length) {
                return false;
            }
            for (int i = 0; i < name.length; i++) {
                if (frame.getByte(start + i) != name[i]) {
                    return false;
                }
            }
            return true;
        }

        private void data(byte[] value) {
            byte[] first = payload;
            if (first == null) {
                payload = value;
                return;
            }
            ByteArrayOutputStream all = joined;
            if (all == null) {
                all = new ByteArrayOutputStream();
                all.writeBytes(first);
                joined = all;
            }
            all.write('\n');
            all.writeBytes(value);
        }

        private SseEvent event() {
            ByteArrayOutputStream all = joined;
            byte[] data = all == null ? payload : all.toByteArray();
            if (data != null && !isBlank(data)) {
                return new Data(data, event, !otherFields);
            }
            return comment && data == null && !otherFields ? new Comment() : new Blank();
        }

        private static boolean isBlank(byte[] data) {
            for (byte b : data) {
                if (b != ' ' && b != '\n' && b != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the payload is the OpenAI dialect's end marker, with blanks around it or none. */
    static boolean isDone(byte[] payload) {
        int start = 0;
        int end = payload.length;
        while (start < end && payload[start] == ' ') {
            start++;
        }
        while (end > start && payload[end - 1] == ' ') {
            end--;
        }
        return Arrays.equals(payload, start, end, SseFrames.DONE_PAYLOAD, 0, SseFrames.DONE_PAYLOAD.length);
    }
}
