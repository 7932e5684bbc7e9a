package org.gatehouse.kit.trace;

import io.netty.util.AsciiString;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One span's place in its trace (W3C Trace Context, level 2). Numbers, not text: a request that nobody traces costs a few
 * random bits and one header.
 *
 * @param traceHigh the trace id's first eight bytes
 * @param traceLow its last eight; of both not all bits are zero
 * @param spanId never zero
 * @param flags {@link #SAMPLED} and {@link #RANDOM}, no other
 * @param state the {@code tracestate} that goes along, empty for none
 */
public record TraceContext(long traceHigh, long traceLow, long spanId, byte flags, String state) {

    /** Whoever records spans should record this one. */
    public static final byte SAMPLED = 1;

    /** The trace id is random, as samplers of other parties like to know. */
    public static final byte RANDOM = 2;

    static final int LENGTH = 55;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int LONG_DIGITS = 16;

    /** The first span of a new trace, sampled as is said. */
    static TraceContext root(Sampling sampling) {
        var random = ThreadLocalRandom.current();
        long high = random.nextLong();
        long low = nonZero(random);
        byte flags = sampling.samplesRoot(low) ? SAMPLED | RANDOM : RANDOM;
        return new TraceContext(high, low, nonZero(random), flags, "");
    }

    /** A span below this one. */
    public TraceContext child() {
        return new TraceContext(traceHigh, traceLow, nonZero(ThreadLocalRandom.current()), flags, state);
    }

    /** The same, sampled or not. */
    TraceContext sampled(boolean on) {
        byte changed = (byte) (on ? flags | SAMPLED : flags & ~SAMPLED);
        return new TraceContext(traceHigh, traceLow, spanId, changed, state);
    }

    private static long nonZero(ThreadLocalRandom random) {
        long id = random.nextLong();
        return id == 0 ? 1 : id;
    }

    public boolean isSampled() {
        return (flags & SAMPLED) != 0;
    }

    /** The value of the header {@code traceparent}. */
    public AsciiString traceparent() {
        var bytes = new byte[LENGTH];
        bytes[0] = '0';
        bytes[1] = '0';
        bytes[2] = '-';
        hex(traceHigh, bytes, 3);
        hex(traceLow, bytes, 3 + LONG_DIGITS);
        bytes[35] = '-';
        hex(spanId, bytes, 36);
        bytes[52] = '-';
        bytes[53] = '0';
        bytes[54] = HEX[flags];
        return new AsciiString(bytes, false);
    }

    private static void hex(long value, byte[] into, int at) {
        long rest = value;
        for (int i = at + LONG_DIGITS - 1; i >= at; i--) {
            into[i] = HEX[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }

    /** 32 lower-case digits. */
    public String traceId() {
        return HexFormat.of().toHexDigits(traceHigh) + HexFormat.of().toHexDigits(traceLow);
    }

    /** 16 lower-case digits. */
    public String spanIdText() {
        return HexFormat.of().toHexDigits(spanId);
    }
}
