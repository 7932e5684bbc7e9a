package org.gatehouse.kit.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands before the HTTP codec and sees what the codec does not tell: whether a head has begun of which the rest is still
 * to come, and whether a header was folded over several lines, which the codec joins. Reads heads only: a body is skipped
 * by its length, and one of unknown length until the codec has found its end. One per connection, on its event loop.
 */
final class HeadLines extends ChannelInboundHandlerAdapter {

    private static final String LENGTH = "content-length:";
    private static final String CODING = "transfer-encoding:";
    private static final int LONGEST_START = 40;
    private static final int TELLING = 8;

    private final byte[] start = new byte[LONGEST_START];
    private int lineLength;
    private int lines;
    private long bodyLength;
    private boolean chunked;
    private long skip;
    private boolean lost;
    private boolean unseenRest;
    private int tail;
    private int seen;
    private int folded;
    private int decoded;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            saw(bytes);
        }
        ctx.fireChannelRead(msg);
    }

    /** The codec has found a head; whether one of its headers was folded. */
    boolean headDecoded() {
        decoded++;
        if (decoded > seen) { // it stood behind a body whose end nobody here could see
            seen = decoded;
            lost = true;
        }
        return folded == decoded;
    }

    /** The codec has found the end of a request. */
    void requestDecoded() {
        if (lost && decoded >= seen) {
            lost = false;
            lines = unseenRest ? 1 : 0;
            lineLength = lines; // within a line of which nobody here has seen the beginning
            start[0] = 0;
        }
    }

    /** Whether all that came belongs to requests that are whole, or to the body of one. */
    boolean atBoundary() {
        return lost || skip > 0 || (lines == 0 && lineLength == 0);
    }

    private void saw(ByteBuf bytes) {
        int end = bytes.writerIndex();
        unseenRest = !endsInBlankLine(bytes);
        for (int at = bytes.readerIndex(); at < end && !lost; ) {
            if (skip > 0) {
                int over = (int) Math.min(skip, end - at);
                skip -= over;
                at += over;
            } else {
                at = line(bytes, at, end);
            }
        }
    }

    /** What came last, however it was cut: two line feeds, or those of two lines that end in both characters. */
    private boolean endsInBlankLine(ByteBuf bytes) {
        int end = bytes.writerIndex();
        for (int at = Math.max(bytes.readerIndex(), end - Integer.BYTES); at < end; at++) {
            tail = (tail << Byte.SIZE) | bytes.getUnsignedByte(at);
        }
        return (tail & 0xFFFF) == 0x0A0A || (tail & 0xFFFFFF) == 0x0A0D0A;
    }

    private int line(ByteBuf bytes, int from, int end) {
        int lineFeed = bytes.indexOf(from, end, (byte) '\n');
        int to = lineFeed < 0 ? end : lineFeed;
        int kept = Math.min(to - from, LONGEST_START - Math.min(lineLength, LONGEST_START));
        if (kept > 0) {
            keep(bytes, from, kept);
        }
        lineLength += to - from;
        if (lineFeed < 0) {
            return end;
        }
        endOfLine();
        return lineFeed + 1;
    }

    /** Of most lines only the first character matters; where enough of it is here, the ninth tells the two apart too. */
    private void keep(ByteBuf bytes, int from, int count) {
        if (lineLength == 0) {
            start[0] = bytes.getByte(from);
            if (count > TELLING && !tells(bytes.getByte(from + TELLING) | ' ')) {
                start[0] = start[0] == ' ' || start[0] == '\t' ? start[0] : 0;
                return;
            }
        }
        int first = start[0] | ' ';
        if (first == LENGTH.charAt(0) || first == CODING.charAt(0)) {
            bytes.getBytes(from, start, lineLength, count);
        }
    }

    private static boolean tells(int ninth) {
        return ninth == LENGTH.charAt(TELLING) || ninth == CODING.charAt(TELLING);
    }

    private void endOfLine() {
        boolean blank = lineLength == 0 || (lineLength == 1 && start[0] == '\r');
        if (!blank) {
            header();
            lines++;
        } else if (lines > 0) {
            seen++;
            lines = 0;
            lost = chunked;
            skip = chunked ? 0 : bodyLength;
            bodyLength = 0;
            chunked = false;
        }
        startLine();
    }

    private void startLine() {
        lineLength = 0;
    }

    private void header() {
        if (lines == 0) {
            return;
        }
        byte first = start[0];
        if (first == ' ' || first == '\t') {
            folded = folded > decoded ? folded : seen + 1;
        } else if (begins(LENGTH)) {
            bodyLength = number(LENGTH.length());
        } else if (begins(CODING)) {
            chunked = true;
        }
    }

    private boolean begins(String name) {
        if (lineLength < name.length() || (start[0] | ' ') != name.charAt(0)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (start[i] != name.charAt(i) && (start[i] | ' ') != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What the guard and the codec let through as a length; of anything else no body is read. */
    private long number(int from) {
        long value = 0;
        for (int i = from; i < Math.min(lineLength, LONGEST_START); i++) {
            if (start[i] >= '0' && start[i] <= '9') {
                value = value * 10 + start[i] - '0';
            }
        }
        return Math.max(0, value);
    }
}
