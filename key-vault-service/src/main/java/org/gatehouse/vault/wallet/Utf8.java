package org.gatehouse.vault.wallet;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as bytes, or not at all: half a surrogate pair would be replaced in silence, and another text be signed. */
final class Utf8 {

    private Utf8() {}

    static byte[] encode(String text) throws UnsoundTypedData {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfAPair) {
            throw new UnsoundTypedData();
        }
    }
}
