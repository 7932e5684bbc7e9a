package org.gatehouse.kit.trace;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code traceparent} and {@code tracestate}, read strictly: what is not exactly as the specification says is
 * as if it were not there (W3C Trace Context, sections 3.2.2 and 4.2).
 */
public final class TraceHeaders {

    public static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    public static final AsciiString TRACESTATE = AsciiString.cached("tracestate");

    private static final int VERSION_END = 2;
    private static final int TRACE_END = 35;
    private static final int TRACE_HALF = 19;
    private static final int SPAN_END = 52;
    private static final int NEWEST_VERSION = 0xff;
    private static final byte KNOWN_FLAGS = TraceContext.SAMPLED | TraceContext.RANDOM;
    private static final int HEX = 16;

    private TraceHeaders() {}

    /** What the sender says; null when it says nothing that can be believed. */
    public static @Nullable TraceContext read(HttpHeaders headers) {
        return headers.contains(TRACEPARENT) ? parse(headers.getAll(TRACEPARENT), headers.getAll(TRACESTATE)) : null;
    }

    /** Tells the receiver whose child it is, in place of whatever stood there. */
    public static void write(TraceContext context, HttpHeaders headers) {
        headers.set(TRACEPARENT, context.traceparent());
        if (context.state().isEmpty()) {
            headers.remove(TRACESTATE);
        } else {
            headers.set(TRACESTATE, context.state());
        }
    }

    /** The same from each header's lines. */
    public static @Nullable TraceContext parse(List<String> traceparents, List<String> tracestates) {
        if (traceparents.size() != 1) {
            return null;
        }
        var text = traceparents.getFirst();
        return isWellFormed(text) ? context(text, tracestates) : null;
    }

    private static @Nullable TraceContext context(String text, List<String> tracestates) {
        long high = number(text, VERSION_END + 1, TRACE_HALF);
        long low = number(text, TRACE_HALF, TRACE_END);
        long span = number(text, TRACE_END + 1, SPAN_END);
        if ((high == 0 && low == 0) || span == 0) {
            return null;
        }
        byte flags = (byte) (number(text, SPAN_END + 1, TraceContext.LENGTH) & KNOWN_FLAGS);
        return new TraceContext(high, low, span, flags, TraceState.read(tracestates));
    }

    /** A version above ours may bring more fields, but has ours first and unchanged. */
    private static boolean isWellFormed(String text) {
        if (text.length() < TraceContext.LENGTH || !isHex(text, 0, VERSION_END)) {
            return false;
        }
        long version = number(text, 0, VERSION_END);
        boolean ends =
                text.length() == TraceContext.LENGTH || (version != 0 && text.charAt(TraceContext.LENGTH) == '-');
        return version != NEWEST_VERSION
                && ends
                && isField(text, VERSION_END, TRACE_END)
                && isField(text, TRACE_END, SPAN_END)
                && isField(text, SPAN_END, TraceContext.LENGTH);
    }

    private static boolean isField(String text, int dash, int end) {
        return text.charAt(dash) == '-' && isHex(text, dash + 1, end);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static long number(String text, int from, int to) {
        return Long.parseUnsignedLong(text, from, to, HEX);
    }
}
