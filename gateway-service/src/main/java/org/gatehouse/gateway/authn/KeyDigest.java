package org.gatehouse.gateway.authn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a credential: what the edge remembers instead of it. */
record KeyDigest(long first, long second, long third, long fourth) {

    static KeyDigest of(String credential) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var digest = ByteBuffer.wrap(sha256.digest(credential.getBytes(StandardCharsets.US_ASCII)));
            return new KeyDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "KeyDigest[redacted]";
    }
}
