package org.gatehouse.vault.wallet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/** Recursive length prefix, the encoding of transactions (Yellow Paper, appendix B). */
final class Rlp {

    private static final int SHORT = 55;
    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;

    private Rlp() {}

    /** Without leading zeros; zero itself is the empty string. */
    static byte[] encode(BigInteger number) {
        return encode(number.signum() == 0 ? new byte[0] : BigIntegers.asUnsignedByteArray(number));
    }

    static byte[] encode(byte[] bytes) {
        boolean isItself = bytes.length == 1 && bytes[0] >= 0;
        return isItself ? bytes.clone() : prefixed(STRING, bytes);
    }

    /** @param items each encoded already */
    static byte[] list(List<byte[]> items) {
        var content = new ByteArrayOutputStream();
        items.forEach(content::writeBytes);
        return prefixed(LIST, content.toByteArray());
    }

    private static byte[] prefixed(int kind, byte[] content) {
        var out = new ByteArrayOutputStream();
        if (content.length <= SHORT) {
            out.write(kind + content.length);
        } else {
            byte[] length = BigIntegers.asUnsignedByteArray(BigInteger.valueOf(content.length));
            out.write(kind + SHORT + length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
