package org.gatehouse.gateway.authn;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An API key whose checksum is right: {@code sk-gh-}, 12 characters of public id, 43 of secret, and 6 that hold the
 * CRC-32 of all before them, in base 62 ({@code 0-9A-Za-z}, most significant first, padded with {@code 0}).
 */
final class ApiKey implements Exchangeable {

    static final String PREFIX = "sk-gh-";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + 12 + 43 + CHECKSUM_LENGTH;

    private final String text;

    private ApiKey(String text) {
        this.text = text;
    }

    /** Empty unless shape and checksum are right; no look-up is worth making for such a text. */
    static Optional<ApiKey> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (!isBase62(text.charAt(i))) {
                return Optional.empty();
            }
        }
        var body = text.substring(0, LENGTH - CHECKSUM_LENGTH);
        return text.endsWith(checksum(body)) ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    private static boolean isBase62(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    @Override
    public String reveal() {
        return text;
    }

    @Override
    public KeyDigest digest() {
        return KeyDigest.of(text);
    }

    @Override
    public String tokenType() {
        return "urn:gatehouse:params:oauth:token-type:api-key";
    }

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}
