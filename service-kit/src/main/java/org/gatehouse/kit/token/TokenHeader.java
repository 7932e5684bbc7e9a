package org.gatehouse.kit.token;

import java.util.Optional;
import java.util.Set;

/** The only header that is accepted: {@code alg} RS256, the {@code typ} that is due and a {@code kid}, nothing else. */
record TokenHeader(String keyId) {

    /** RFC 9068. */
    static final String ACCESS_TOKEN = "at+jwt";

    /** OpenID Connect Back-Channel Logout 1.0. */
    static final String LOGOUT_TOKEN = "logout+jwt";

    private static final Set<String> NAMES = Set.of("alg", "typ", "kid");

    /** Keys and their addresses that a token brings along are not looked at: a header that has them is refused. */
    static Optional<TokenHeader> parse(String json, String type) {
        return StrictObject.parse(json)
                .filter(header -> header.keySet().equals(NAMES))
                .filter(header -> "RS256".equals(header.get("alg")) && type.equals(header.get("typ")))
                .flatMap(header -> Optional.ofNullable(header.get("kid")))
                .filter(String.class::isInstance)
                .map(keyId -> new TokenHeader((String) keyId));
    }
}
