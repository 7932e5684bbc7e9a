package org.gatehouse.testing.family;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Opaque values that a server hands out and knows again: each is a MAC of what it was handed out with, by a key of this server. */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key = new byte[32];

    Signatures() {
        new SecureRandom().nextBytes(key);
    }

    String of(String what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOwn(String signature, String what) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), of(what).getBytes(StandardCharsets.UTF_8));
    }
}
