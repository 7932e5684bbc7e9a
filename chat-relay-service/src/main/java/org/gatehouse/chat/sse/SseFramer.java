package org.gatehouse.chat.sse;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into whole frames, each with the blank line that ends it, wherever the reads fall.
 *
 * <p>Bytes are handed on as they came: the frames put together are the input. Line ends may be LF, CRLF or CR; a CR at the
 * very end of a read waits for the next byte, because an LF there would still belong to it. A frame that is whole in one
 * read is a slice, not a copy.
 */
public final class SseFramer {

    private enum State {
        LINE_START,
        IN_LINE,
        AFTER_CR,
        AFTER_BLANK_CR
    }

    private final int maxFrameBytes;
    private @Nullable ByteBuf held;
    private int scanned;
    private State state = State.LINE_START;

    public SseFramer(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Takes over what was read. */
    public void add(ByteBuf read) {
        ByteBuf tail = held;
        if (tail == null || !tail.isReadable()) {
            release();
            held = read;
            return;
        }
        held = joined(tail, read);
    }

    private static ByteBuf joined(ByteBuf tail, ByteBuf read) {
        try {
            int size = tail.readableBytes() + read.readableBytes();
            if (tail.refCnt() == 1 && !tail.isReadOnly() && tail.maxWritableBytes() >= read.readableBytes()) {
                return tail.discardReadBytes().writeBytes(read);
            }
            // Room to grow keeps many small reads of one long frame linear.
            ByteBuf joined = read.alloc().buffer(Math.max(256, size * 2));
            joined.writeBytes(tail).writeBytes(read);
            tail.release();
            return joined;
        } finally {
            read.release();
        }
    }

    /** The next whole frame, which the caller then owns, or null when the reads so far hold none. */
    public @Nullable ByteBuf next() {
        ByteBuf bytes = held;
        if (bytes == null) {
            return null;
        }
        int size = frameSize(bytes);
        if (size < 0) {
            return null;
        }
        scanned = 0;
        state = State.LINE_START;
        if (size == bytes.readableBytes()) {
            held = null;
            return bytes;
        }
        return bytes.readRetainedSlice(size);
    }

    /** Bytes of a frame that has not ended. */
    public int held() {
        ByteBuf bytes = held;
        return bytes == null ? 0 : bytes.readableBytes();
    }

    /** Whether the frame being read has already outgrown the limit. */
    public boolean overlong() {
        ByteBuf bytes = held;
        return bytes != null && bytes.readableBytes() > maxFrameBytes;
    }

    /** What is left when the stream has ended: an unfinished frame, which the caller then owns, or null. */
    public @Nullable ByteBuf rest() {
        ByteBuf bytes = held;
        held = null;
        if (bytes != null && !bytes.isReadable()) {
            bytes.release();
            return null;
        }
        return bytes;
    }

    /** Lets go of what is held. */
    public void release() {
        ByteBuf bytes = held;
        held = null;
        if (bytes != null) {
            bytes.release();
        }
    }

    private int frameSize(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int end = bytes.writerIndex();
        int at = start + scanned;
        while (at < end) {
            if (state == State.IN_LINE) {
                int lineEnd = bytes.forEachByte(at, end - at, ByteProcessor.FIND_CRLF);
                if (lineEnd < 0) {
                    at = end;
                    break;
                }
                state = bytes.getByte(lineEnd) == '\r' ? State.AFTER_CR : State.LINE_START;
                at = lineEnd + 1;
                continue;
            }
            byte b = bytes.getByte(at);
            if (state == State.AFTER_BLANK_CR) {
                return b == '\n' ? at + 1 - start : at - start;
            }
            if (b == '\n' && state == State.LINE_START) {
                return at + 1 - start;
            }
            state = step(b);
            at++;
        }
        scanned = at - start;
        return -1;
    }

    private State step(byte b) {
        return switch (b) {
            case '\n' -> State.LINE_START;
            case '\r' -> State.AFTER_BLANK_CR;
            default -> State.IN_LINE;
        };
    }
}
