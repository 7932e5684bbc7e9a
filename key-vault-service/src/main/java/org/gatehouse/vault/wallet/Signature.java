package org.gatehouse.vault.wallet;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.gatehouse.vault.envelope.SecretMaterial;

/** A recoverable ECDSA signature over secp256k1: deterministic (RFC 6979), s in the lower half (EIP-2), v 27 or 28. */
public record Signature(BigInteger r, BigInteger s, int v) {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final BigInteger HALF_ORDER = CURVE.getN().shiftRight(1);
    private static final int SCALAR_BYTES = 32;
    private static final int FIRST_V = 27;

    static Signature of(byte[] digest, SecretMaterial privateKey) {
        BigInteger key = privateKey.expose(bytes -> new BigInteger(1, bytes));
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(key, DOMAIN));
        BigInteger[] parts = signer.generateSignature(digest);
        BigInteger r = parts[0];
        BigInteger s = parts[1].compareTo(HALF_ORDER) > 0 ? CURVE.getN().subtract(parts[1]) : parts[1];
        ECPoint signersKey =
                new FixedPointCombMultiplier().multiply(CURVE.getG(), key).normalize();
        for (int parity = 0; parity < 2; parity++) {
            if (recover(digest, r, s, parity).equals(signersKey)) {
                return new Signature(r, s, FIRST_V + parity);
            }
        }
        throw new IllegalStateException("r is not the x of a point, which happens once in 2^127 signatures");
    }

    /** Which of the two points with this x; what transactions since EIP-1559 hold in place of v. */
    int parity() {
        return v - FIRST_V;
    }

    /** r, s and v in 65 bytes, as wallets hand it out. */
    public String hex() {
        return "0x" + HexFormat.of().formatHex(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, r))
                + HexFormat.of().formatHex(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, s))
                + HexFormat.of().toHexDigits((byte) v);
    }

    /** SEC 1 section 4.1.6, for the two points whose x is r. */
    static ECPoint recover(byte[] digest, BigInteger r, BigInteger s, int parity) {
        var compressed = new byte[SCALAR_BYTES + 1];
        compressed[0] = (byte) (2 + parity);
        System.arraycopy(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, r), 0, compressed, 1, SCALAR_BYTES);
        ECPoint point = CURVE.getCurve().decodePoint(compressed);
        BigInteger n = CURVE.getN();
        BigInteger inverse = r.modInverse(n);
        BigInteger fromDigest =
                new BigInteger(1, digest).negate().multiply(inverse).mod(n);
        BigInteger fromPoint = s.multiply(inverse).mod(n);
        return ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), fromDigest, point, fromPoint)
                .normalize();
    }
}
