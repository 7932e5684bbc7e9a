package org.gatehouse.gateway.tunnel;

import io.netty.buffer.ByteBuf;

/**
 * Follows the frames of one direction (RFC 6455, section 5.2) to know where one ends: only there a frame of our own may be
 * put in. Looks at heads only and keeps nothing.
 */
final class Frames {

    private static final int SHORT_HEAD = 2;
    private static final int LENGTH_BITS = 0x7f;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;

    private int headSeen;
    private int headLength;
    private int mask;
    private long length;
    private long left;
    private boolean broken;

    /** Whether all that was seen so far is whole frames. */
    boolean atEnd() {
        return headSeen == 0 && left == 0 && !broken;
    }

    void saw(ByteBuf bytes) {
        follow(bytes, false);
    }

    /** How many of the bytes belong to the frame under way; all, when it does not end in them. */
    int sawToEnd(ByteBuf bytes) {
        return follow(bytes, true);
    }

    private int follow(ByteBuf bytes, boolean toEnd) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && !broken && !(toEnd && atEnd())) {
            if (left > 0) {
                int skipped = (int) Math.min(left, bytes.writerIndex() - at);
                left -= skipped;
                at += skipped;
            } else {
                head(bytes.getByte(at++) & 0xff);
            }
        }
        return (broken ? bytes.writerIndex() : at) - bytes.readerIndex();
    }

    private void head(int octet) {
        headSeen++;
        if (headSeen == SHORT_HEAD) {
            mask = (octet & MASKED) == 0 ? 0 : MASK_BYTES;
            length = octet & LENGTH_BITS;
            headLength = SHORT_HEAD + (length == LENGTH_IN_8 ? Long.BYTES : length == LENGTH_IN_2 ? Short.BYTES : 0);
            length = headLength > SHORT_HEAD ? 0 : length;
        } else if (headSeen > SHORT_HEAD) {
            length = length << Byte.SIZE | octet;
        }
        if (headSeen >= SHORT_HEAD && headSeen == headLength) {
            headSeen = 0;
            left = length + mask;
            broken = length < 0; // the first bit of eight bytes must be 0
        }
    }
}
