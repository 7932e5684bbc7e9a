package org.gatehouse.auth.secret;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** Where random secrets come from. */
@Singleton
public final class RandomSource {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random;

    public RandomSource(SecureRandom random) {
        this.random = random;
    }

    /** An opaque token of 256 bits in base64url. */
    public Secret token() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES)));
    }

    public String text(String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, at) -> text.append(alphabet.charAt(at)), StringBuilder::append)
                .toString();
    }

    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
