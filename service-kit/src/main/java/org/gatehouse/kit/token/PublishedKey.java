package org.gatehouse.kit.token;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One member of a key set that RS256 tokens can be verified with; what only describes it (certificates, dates) is not read. */
record PublishedKey(String id, RSAPublicKey key) {

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

    /** Empty for a key of another type, for another purpose or algorithm, without an id, weak or broken. */
    static Optional<PublishedKey> of(Map<?, ?> member) {
        return "RSA".equals(member.get("kty"))
                        && isForOurTokens(member)
                        && member.get("kid") instanceof String id
                        && !id.isEmpty()
                ? rsa(member).map(key -> new PublishedKey(id, key))
                : Optional.empty();
    }

    /** Whether an RSA key is published with its private half: whoever reads the set can sign with it. */
    static boolean isGivenAway(Map<?, ?> member) {
        return PRIVATE.stream().anyMatch(name -> member.get(name) != null) && "RSA".equals(member.get("kty"));
    }

    /** The public half of an RSA key, whatever it is for. */
    static Optional<RSAPublicKey> rsa(Map<?, ?> member) {
        var modulus = number(member.get("n"));
        var exponent = number(member.get("e"));
        if (modulus.isEmpty() || exponent.isEmpty() || !isSound(modulus.get(), exponent.get())) {
            return Optional.empty();
        }
        try {
            var spec = new RSAPublicKeySpec(modulus.get(), exponent.get());
            return Optional.of((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static boolean isForOurTokens(Map<?, ?> member) {
        return isUnsaidOr("sig", member.get("use"))
                && isUnsaidOr("RS256", member.get("alg"))
                && mayVerify(member.get("key_ops"))
                && !member.containsKey("revoked");
    }

    private static boolean isUnsaidOr(String wanted, @Nullable Object value) {
        return value == null || value.equals("") || value.equals(wanted);
    }

    private static boolean mayVerify(@Nullable Object operations) {
        return operations == null
                || (operations instanceof List<?> list && (list.isEmpty() || list.contains("verify")));
    }

    private static Optional<BigInteger> number(@Nullable Object value) {
        return value instanceof String text ? Optional.of(new Base64URL(text).decodeToBigInteger()) : Optional.empty();
    }

    private static boolean isSound(BigInteger modulus, BigInteger exponent) {
        return modulus.bitLength() >= MIN_BITS
                && modulus.bitLength() <= MAX_BITS
                && modulus.testBit(0)
                && exponent.testBit(0)
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
    }
}
