package org.gatehouse.kit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;

/** The first half of every verification: strict shape, pinned header, known key, signature, in this order. */
final class SignedToken {

    static final String NOT_COMPACT = "not a compact token in its canonical spelling";

    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

    private SignedToken() {}

    static Outcome read(String token, String type, VerificationKeys known) {
        var shape = TokenShape.of(token);
        if (shape.isEmpty()) {
            return new Outcome.Malformed(NOT_COMPACT);
        }
        var header = TokenHeader.parse(shape.get().header(), type);
        if (header.isEmpty()) {
            return new Outcome.Malformed("not the header of such a token");
        }
        var keyId = header.get().keyId();
        var key = known.find(keyId);
        if (key.isEmpty()) {
            return new Outcome.UnknownKey();
        }
        return isSignedBy(key.get(), shape.get())
                ? new Outcome.Genuine(shape.get().payload(), keyId, key.get())
                : new Outcome.Forged(keyId, key.get());
    }

    private static boolean isSignedBy(RSAPublicKey key, TokenShape shape) {
        try {
            var input = shape.signingInput().getBytes(StandardCharsets.US_ASCII);
            return new RSASSAVerifier(key).verify(RS256, input, new Base64URL(shape.signature()));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** What can be said before the claims are read. */
    sealed interface Outcome {

        record Genuine(String payload, String keyId, RSAPublicKey key) implements Outcome {}

        record Forged(String keyId, RSAPublicKey key) implements Outcome {}

        record Malformed(String internalReason) implements Outcome {}

        record UnknownKey() implements Outcome {}
    }
}
