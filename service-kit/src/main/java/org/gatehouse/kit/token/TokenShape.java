package org.gatehouse.kit.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A compact JWS in its one canonical spelling. Lenient decoders give a token endless spellings, which would beat
 * revocation lists and caches (threat model F8), so nothing is parsed before this has held.
 */
record TokenShape(String header, String payload, String signature, String signingInput) {

    static final int MAX_CHARS = 8 * 1024;

    private static final Pattern COMPACT = Pattern.compile("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){2}$");

    static Optional<TokenShape> of(String token) {
        if (token.length() > MAX_CHARS || !COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        var header = canonical(token.substring(0, first)).flatMap(TokenShape::utf8);
        var payload = canonical(token.substring(first + 1, second)).flatMap(TokenShape::utf8);
        var signature = token.substring(second + 1);
        if (header.isEmpty() || payload.isEmpty() || canonical(signature).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TokenShape(header.get(), payload.get(), signature, token.substring(0, second)));
    }

    private static Optional<byte[]> canonical(String part) {
        if (part.length() % 4 == 1) {
            return Optional.empty();
        }
        var bytes = Base64.getUrlDecoder().decode(part);
        var again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return again.equals(part) ? Optional.of(bytes) : Optional.empty();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
