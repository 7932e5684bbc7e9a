package org.gatehouse.gateway.proxy;

import io.netty.buffer.ByteBuf;

/** Tells whether the bytes of an event stream seen so far end with a whole frame, that is with an empty line. */
final class FrameTail {

    private static final int LINES_END = 2;
    private static final int LONGEST_END = "\r\n\r\n".length();

    private int lineEnds = LINES_END; // a stream that has sent nothing may begin with a frame
    private boolean afterReturn;

    void saw(ByteBuf bytes) {
        int from = Math.max(bytes.readerIndex(), bytes.writerIndex() - LONGEST_END);
        if (from > bytes.readerIndex()) {
            lineEnds = 0;
            afterReturn = false;
        }
        for (int i = from; i < bytes.writerIndex(); i++) {
            saw(bytes.getByte(i));
        }
    }

    /** A line ends with CR, LF or both (WHATWG HTML, 9.2.5). */
    private void saw(byte b) {
        if (b == '\n' && afterReturn) {
            afterReturn = false;
        } else if (b == '\n' || b == '\r') {
            lineEnds++;
            afterReturn = b == '\r';
        } else {
            lineEnds = 0;
            afterReturn = false;
        }
    }

    boolean endsFrame() {
        return lineEnds >= LINES_END;
    }
}
