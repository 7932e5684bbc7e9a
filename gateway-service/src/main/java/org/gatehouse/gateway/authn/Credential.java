package org.gatehouse.gateway.authn;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.function.Function;

/** What a request brought to say who it is, told by shape alone. */
sealed interface Credential {

    String API_KEY_HEADER = "x-api-key";
    String BEARER = "Bearer";

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

    /**
     * The one that the request is judged by. Where there are several, the one of our shape is, {@code Authorization}
     * first: programs send on what they find in their environment. It is the only one that is ever looked up.
     */
    static Credential of(HttpHeaders headers) {
        var authorization = only(headers.getAll(HttpHeaderNames.AUTHORIZATION), Credential::bearer);
        if (authorization.isOurs()) {
            return authorization;
        }
        var apiKey = only(headers.getAll(API_KEY_HEADER), value -> key(value.trim()));
        return apiKey.isOurs() || authorization instanceof None ? apiKey : authorization;
    }

    /** Whether it has the shape of a key or a token. */
    private boolean isOurs() {
        return this instanceof Key || this instanceof Token;
    }

    /** The same said twice is said once; two that differ are none that anybody could choose between. */
    private static Credential only(List<String> values, Function<String, Credential> read) {
        if (values.isEmpty()) {
            return new None();
        }
        var first = values.getFirst();
        for (int i = 1; i < values.size(); i++) {
            if (!values.get(i).equals(first)) {
                return new Unusable();
            }
        }
        return first.isBlank() ? new None() : read.apply(first);
    }

    private static Credential bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Unusable();
        }
        var text = authorization.substring(BEARER.length()).trim();
        if (text.isEmpty()) {
            return new None();
        }
        return authorization.charAt(BEARER.length()) != ' '
                ? new Unusable()
                : text.startsWith(ApiKey.PREFIX) ? key(text) : token(text);
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
