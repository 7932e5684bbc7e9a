package org.gatehouse.chat.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes frames that every SDK reads: data lines and comments, nothing else. */
public final class SseFrames {

    static final byte[] DONE_PAYLOAD = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_NAME_CHARS = 64;
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuf DONE = constant("data: [DONE]\n\n");
    private static final ByteBuf PING = constant(": ping\n\n");

    private SseFrames() {}

    private static ByteBuf constant(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)))
                .asReadOnly();
    }

    /** The OpenAI dialect's end marker. */
    public static ByteBuf done() {
        return DONE.duplicate();
    }

    /** A sign of life that clients ignore. */
    public static ByteBuf ping() {
        return PING.duplicate();
    }

    /** The payload, a JSON document, as one event; named only by what can be nothing but a name. */
    public static ByteBuf event(String name, byte[] payload) {
        if (!isName(name)) {
            return data(payload);
        }
        byte[] start = ("event: " + name + "\n").getBytes(StandardCharsets.US_ASCII);
        return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(start), data(payload));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME_CHARS
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || c == '.');
    }

    /** The payload, a JSON document, as one data line; line ends between its tokens become spaces. */
    public static ByteBuf data(byte[] payload) {
        byte[] frame = new byte[DATA.length + payload.length + 2];
        System.arraycopy(DATA, 0, frame, 0, DATA.length);
        for (int i = 0; i < payload.length; i++) {
            byte b = payload[i];
            frame[DATA.length + i] = b == '\n' || b == '\r' ? (byte) ' ' : b;
        }
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return Unpooled.wrappedBuffer(frame);
    }
}
