package org.gatehouse.kit.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** The only header our issuer writes: {@code alg} RS256, {@code typ} at+jwt and a {@code kid}; keys it brings along are refused. */
record TokenHeader(JWSHeader jose) {

    private static final Set<String> ALLOWED = Set.of("alg", "typ", "kid");
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    static Optional<TokenHeader> parse(String json) {
        try {
            var header = JWSHeader.parse(json);
            return isOurs(header) ? Optional.of(new TokenHeader(header)) : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String keyId() {
        return jose.getKeyID();
    }

    private static boolean isOurs(JWSHeader header) {
        return header.getAlgorithm().equals(JWSAlgorithm.RS256)
                && header.getType() != null
                && header.getType().getType().equals(ACCESS_TOKEN.getType())
                && header.getKeyID() != null
                && ALLOWED.containsAll(header.getIncludedParams());
    }
}
