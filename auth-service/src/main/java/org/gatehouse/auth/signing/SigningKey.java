package org.gatehouse.auth.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.time.Instant;

/** An RSA key pair and the moment from which it signs; its id is its thumbprint (RFC 7638). */
record SigningKey(RSAKey pair, Instant signsFrom) {

    private static final int BITS = 2048;

    static SigningKey generate(SecureRandom random, Instant signsFrom) {
        try {
            var pair = new RSAKeyGenerator(BITS)
                    .secureRandom(random)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new SigningKey(pair, signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key could be made", e);
        }
    }

    String kid() {
        return pair.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + " from " + signsFrom + "]";
    }
}
