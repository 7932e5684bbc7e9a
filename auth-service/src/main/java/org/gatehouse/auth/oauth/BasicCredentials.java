package org.gatehouse.auth.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.auth.secret.Secret;

/** A client's id and secret from an Authorization header, both form-encoded before they were joined (RFC 6749, section 2.3.1). */
record BasicCredentials(String clientId, Secret secret) {

    private static final String SCHEME = "basic ";

    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            var text = new String(bytes, StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(
                            decode(text.substring(0, colon)), Secret.of(decode(text.substring(colon + 1)))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
