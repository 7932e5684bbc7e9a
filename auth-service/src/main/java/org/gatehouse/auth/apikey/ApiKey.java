package org.gatehouse.auth.apikey;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;

/** An API key in full: {@code sk-gh-}, 12 characters of public id, 43 of secret, 6 of checksum, all base62. */
record ApiKey(String publicId, Secret secret) {

    private static final String PREFIX = "sk-gh-";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PUBLIC_CHARS = 12;
    private static final int SECRET_CHARS = 43;
    private static final int CHECK_CHARS = 6;
    private static final int CHECK_FROM = PREFIX.length() + PUBLIC_CHARS + SECRET_CHARS;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9A-Za-z]{61}");

    static ApiKey generate(RandomSource random) {
        return new ApiKey(random.text(BASE62, PUBLIC_CHARS), Secret.of(random.text(BASE62, SECRET_CHARS)));
    }

    /** Empty when shape or checksum are wrong: such a text was never a key of ours, and no database need be asked. */
    static Optional<ApiKey> parse(Secret text) {
        var key = text.reveal();
        if (!SHAPE.matcher(key).matches()
                || !checksum(key.substring(0, CHECK_FROM)).equals(key.substring(CHECK_FROM))) {
            return Optional.empty();
        }
        var secretFrom = PREFIX.length() + PUBLIC_CHARS;
        return Optional.of(new ApiKey(
                key.substring(PREFIX.length(), secretFrom), Secret.of(key.substring(secretFrom, CHECK_FROM))));
    }

    Secret text() {
        var body = PREFIX + publicId + secret.reveal();
        return Secret.of(body + checksum(body));
    }

    Digest digest() {
        return Digest.of(secret);
    }

    /** What may be shown for ever. */
    static String prefix(String publicId) {
        return PREFIX + publicId;
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var rest = crc.getValue();
        var digits = new char[CHECK_CHARS];
        for (int i = CHECK_CHARS - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
