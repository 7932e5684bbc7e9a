package org.gatehouse.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a random secret of 256 bits: what is stored in its place; no salt is needed at that strength. */
public final class Digest {

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Digest of(Secret secret) {
        try {
            return new Digest(
                    MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static Digest stored(byte[] bytes) {
        return new Digest(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Takes the same time wherever the two differ. */
    public boolean matches(Digest other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}
