package org.gatehouse.chat.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether bytes are UTF-8 in the strict sense (RFC 3629). The parser of JSON takes longer spellings of characters than the
 * shortest, and halves of pairs: who reads them after us may read something else.
 */
public final class Utf8 {

    private static final int MOST_CHARS_AT_ONCE = 2_048;

    private Utf8() {}

    public static boolean isValid(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer chars = CharBuffer.allocate(Math.min(bytes.length + 1, MOST_CHARS_AT_ONCE));
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(rest, chars.clear(), true);
        }
        return result.isUnderflow();
    }
}
