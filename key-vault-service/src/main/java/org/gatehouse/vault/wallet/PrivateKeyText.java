package org.gatehouse.vault.wallet;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Reads a private key as people paste it: 32 bytes of hex, {@code 0x} optional. Nothing is padded or cut. */
public final class PrivateKeyText {

    static final int KEY_BYTES = 32;

    private static final BigInteger ORDER =
            CustomNamedCurves.getByName("secp256k1").getN();
    private static final byte[] ORDER_BYTES = BigIntegers.asUnsignedByteArray(KEY_BYTES, ORDER);

    private PrivateKeyText() {}

    /** What the text turned out to be. */
    public sealed interface Parsed {

        record Key(SecretMaterial key) implements Parsed {}

        record NotHexOf32Bytes() implements Parsed {}

        record OutOfRange() implements Parsed {}
    }

    /** The text stays the caller's to close. */
    public static Parsed parse(SecretMaterial text) {
        return text.expose(PrivateKeyText::parse);
    }

    private static Parsed parse(byte[] text) {
        int prefix = text.length == 2 + 2 * KEY_BYTES && text[0] == '0' && text[1] == 'x' ? 2 : 0;
        if (text.length - prefix != 2 * KEY_BYTES) {
            return new Parsed.NotHexOf32Bytes();
        }
        var key = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            byte high = text[prefix + 2 * i];
            byte low = text[prefix + 2 * i + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                Arrays.fill(key, (byte) 0);
                return new Parsed.NotHexOf32Bytes();
            }
            key[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        if (!inRange(key)) {
            Arrays.fill(key, (byte) 0);
            return new Parsed.OutOfRange();
        }
        return new Parsed.Key(SecretMaterial.owning(key));
    }

    /** Within 1..n-1, SEC 1 section 3.2.1. */
    private static boolean inRange(byte[] key) {
        return Arrays.compareUnsigned(key, new byte[KEY_BYTES]) > 0 && Arrays.compareUnsigned(key, ORDER_BYTES) < 0;
    }
}
