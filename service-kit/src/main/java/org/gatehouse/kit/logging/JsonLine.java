package org.gatehouse.kit.logging;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * One line of flat JSON, put together in bytes that serve for the next line again: for what is told once a request. All
 * text is escaped to ASCII, so that no value can end the line. Not thread-safe.
 */
public final class JsonLine {

    private static final int FIRST_SIZE = 1024;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    /** Forgets what was written and begins anew. */
    public JsonLine begin() {
        length = 0;
        return this;
    }

    /** Text that is known to hold no secret: from configuration, or of a shape that cannot. */
    public JsonLine text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    /** Text from outside: what looks like a credential in it is masked. */
    public JsonLine masked(String name, String value) {
        return text(name, Redaction.redact(value));
    }

    public JsonLine number(String name, long value) {
        name(name);
        number(value);
        return this;
    }

    /** An id of 128 bits, as 32 digits. */
    public JsonLine hex(String name, long high, long low) {
        name(name);
        raw('"');
        hex(high);
        hex(low);
        raw('"');
        return this;
    }

    public JsonLine bool(String name, boolean value) {
        name(name);
        ascii(value ? "true" : "false");
        return this;
    }

    /** In milliseconds, with microseconds as their fraction. */
    public JsonLine millis(String name, long nanos) {
        long micros = Math.max(0, nanos) / NANOS_PER_MICRO;
        name(name);
        number(micros / MICROS_PER_MILLI);
        fraction(micros % MICROS_PER_MILLI, 3);
        return this;
    }

    /** In UTC, to the microsecond. */
    public JsonLine time(String name, Instant at) {
        name(name);
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            secondText = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC) // leaves out seconds that are zero
                    + (second % 60 == 0 ? ":00" : "");
        }
        raw('"');
        ascii(secondText);
        fraction(at.getNano() / NANOS_PER_MICRO, 6);
        ascii("Z\"");
        return this;
    }

    /** The line with its end. */
    public byte[] end() {
        if (length == 0) {
            raw('{');
        }
        ascii("}\n");
        return Arrays.copyOf(bytes, length);
    }

    private void name(String name) {
        raw(length == 0 ? '{' : ',');
        raw('"');
        ascii(name);
        ascii("\":");
    }

    private void quoted(String value) {
        raw('"');
        reserve(value.length() * LONGEST_ESCAPE);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                escape(c);
            } else {
                if (c == '"' || c == '\\') {
                    bytes[length++] = '\\';
                }
                bytes[length++] = (byte) c;
            }
        }
        raw('"');
    }

    private void hex(long value) {
        reserve(Long.SIZE / 4);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 0xf];
        }
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(c >> shift) & 0xf];
        }
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void number(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        reserve(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        padded(value, digits);
    }

    private void fraction(long value, int digits) {
        raw('.');
        reserve(digits);
        padded(value, digits);
    }

    private void padded(long value, int digits) {
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void raw(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
