package org.gatehouse.vault.wallet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.gatehouse.vault.envelope.SecretMaterial;

/** An account's address in its EIP-55 spelling. */
public record Address(String checksummed) {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    static final int BYTES = 20;

    /** The last 20 bytes of the Keccak-256 hash of the public key (Yellow Paper, appendix F). */
    public static Address of(SecretMaterial privateKey) {
        byte[] publicPoint = privateKey.expose(key -> new FixedPointCombMultiplier()
                .multiply(CURVE.getG(), new BigInteger(1, key))
                .normalize()
                .getEncoded(false));
        byte[] hash = Keccak.hash256(Arrays.copyOfRange(publicPoint, 1, publicPoint.length));
        return new Address(spell(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length)));
    }

    /** EIP-55: a letter is upper case where the hash of the lower-case spelling has a digit of 8 or more. */
    static String spell(byte[] address) {
        String lower = HexFormat.of().formatHex(address);
        byte[] hash = Keccak.hash256(lower.getBytes(StandardCharsets.US_ASCII));
        var spelled = new StringBuilder("0x");
        for (int i = 0; i < lower.length(); i++) {
            int digit = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            char letter = lower.charAt(i);
            spelled.append(digit >= 8 ? Character.toUpperCase(letter) : letter);
        }
        return spelled.toString();
    }
}
