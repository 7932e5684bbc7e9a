package org.gatehouse.chat.completion;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A request's body as it arrives, on the heap, with room made for each part before it is taken over. */
final class GatheredBody {

    private static final byte[] NOTHING = {};

    private final Room room;
    private final int expected;
    private byte[] bytes = NOTHING;
    private int length;

    /**
     * A body of which nothing has come.
     *
     * @param expected its length as announced, to be believed only as it comes; 0 when it was not
     */
    GatheredBody(Room room, long expected) {
        this.room = room;
        this.expected = (int) Math.min(Integer.MAX_VALUE, expected);
    }

    /** Takes over a part; false when there is no room for it. */
    boolean add(ByteBuf part) {
        try {
            int more = part.readableBytes();
            if (more > 0 && !room.grow(more)) {
                return false;
            }
            reserve(length + more);
            part.readBytes(bytes, length, more);
            length += more;
            return true;
        } finally {
            part.release();
        }
    }

    private void reserve(int needed) {
        if (needed > bytes.length) {
            int doubled = (int) Math.min(2L * bytes.length, Math.max(expected, needed));
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }

    byte[] whole() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
