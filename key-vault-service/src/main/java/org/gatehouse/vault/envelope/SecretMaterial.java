package org.gatehouse.vault.envelope;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that must not leak: redacted in text, compared in constant time, overwritten when closed. {@link #expose} is
 * the only way to them.
 */
public final class SecretMaterial implements AutoCloseable {

    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private final byte[] bytes;
    private boolean wiped;

    private SecretMaterial(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller neither keeps nor changes it. */
    public static SecretMaterial owning(byte[] bytes) {
        return new SecretMaterial(bytes);
    }

    public static SecretMaterial random(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return owning(bytes);
    }

    /** For what a parser hands over as text; the text itself is the parser's and is not kept. */
    public static SecretMaterial ofText(CharSequence text) {
        var encoded = ByteBuffer.allocate(text.length() * MAX_UTF8_BYTES_PER_CHAR);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return owning(bytes);
    }

    /** Lends the bytes for the length of one call; what keeps a copy answers for it. */
    public synchronized <T> T expose(Function<byte[], T> use) {
        if (wiped) {
            throw new IllegalStateException("secret material was used after it had been wiped");
        }
        return use.apply(bytes);
    }

    public SecretMaterial copy() {
        return expose(lent -> owning(lent.clone()));
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public synchronized void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretMaterial that
                && (this == that || MessageDigest.isEqual(this.copyOfBytes(), that.copyOfBytes()));
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "[secret]";
    }

    private synchronized byte[] copyOfBytes() {
        return bytes.clone();
    }
}
