package org.gatehouse.gateway.authn;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** What a request brought to say who it is, told by shape alone. */
sealed interface Credential {

    String API_KEY_HEADER = "x-api-key";

    record None() implements Credential {}

    record Key(ApiKey key) implements Credential {}

    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    /** Several of them, an unknown scheme, or a shape that is neither a key's nor a token's. */
    record Unusable() implements Credential {}

    static Credential of(HttpHeaders headers) {
        var authorizations = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        var apiKeys = headers.getAll(API_KEY_HEADER);
        return switch (authorizations.size() + apiKeys.size()) {
            case 0 -> new None();
            case 1 -> authorizations.isEmpty() ? key(apiKeys.getFirst().trim()) : bearer(authorizations.getFirst());
            default -> new Unusable();
        };
    }

    private static Credential bearer(String authorization) {
        return bearerText(authorization)
                .map(text -> text.startsWith(ApiKey.PREFIX) ? key(text) : token(text))
                .orElseGet(Unusable::new);
    }

    private static Optional<String> bearerText(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).trim())
                : Optional.empty();
    }

    private static Credential key(String text) {
        return ApiKey.parse(text).<Credential>map(Key::new).orElseGet(Unusable::new);
    }

    /** Two dots make a signed token; the verifier is strict about the rest. */
    private static Credential token(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        boolean signed = first > 0 && second > first && text.indexOf('.', second + 1) < 0;
        return signed ? new Token(text) : new Unusable();
    }
}
