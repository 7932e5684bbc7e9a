package org.gatehouse.kit.token;

import java.util.Optional;
import java.util.Set;

/** The only header our issuer writes: {@code alg} RS256, {@code typ} at+jwt and a {@code kid}, nothing else. */
record TokenHeader(String keyId) {

    private static final Set<String> NAMES = Set.of("alg", "typ", "kid");

    /** Keys and their addresses that a token brings along are not looked at: a header that has them is refused. */
    static Optional<TokenHeader> parse(String json) {
        return StrictObject.parse(json)
                .filter(header -> header.keySet().equals(NAMES))
                .filter(header -> "RS256".equals(header.get("alg")) && "at+jwt".equals(header.get("typ")))
                .flatMap(header -> Optional.ofNullable(header.get("kid")))
                .filter(String.class::isInstance)
                .map(keyId -> new TokenHeader((String) keyId));
    }
}
