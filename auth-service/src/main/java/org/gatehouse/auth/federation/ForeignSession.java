package org.gatehouse.auth.federation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Gives a login session of another issuer, whose ids have any spelling, a name here: always the same, and guessed by nobody. */
public final class ForeignSession {

    private ForeignSession() {}

    /** A UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of issuer and session id. */
    public static UUID id(String issuer, String session) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((issuer + "\n" + session).getBytes(StandardCharsets.UTF_8));
            var words = ByteBuffer.wrap(digest);
            var high = (words.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
            var low = (words.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
