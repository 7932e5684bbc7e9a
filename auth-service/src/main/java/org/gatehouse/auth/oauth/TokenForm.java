package org.gatehouse.auth.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kit.json.Text;

/** The parameters of a token request; empty ones count as left out (RFC 6749, section 3.2). */
record TokenForm(Map<String, String> parameters) {

    TokenForm {
        parameters = Map.copyOf(parameters);
    }

    /** Empty when it is no form, holds what is no whole text, or names a parameter twice. */
    static Optional<TokenForm> parse(String body) {
        var parameters = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals < 0 && !pair.isEmpty()) {
                return Optional.empty();
            }
            if (!pair.isEmpty() && !add(parameters, pair.substring(0, equals), pair.substring(equals + 1))) {
                return Optional.empty();
            }
        }
        parameters.values().removeIf(String::isEmpty);
        return Optional.of(new TokenForm(parameters));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public String toString() {
        return "TokenForm" + parameters.keySet();
    }

    private static boolean add(Map<String, String> parameters, String name, String value) {
        try {
            var key = decode(name);
            var text = decode(value);
            return Text.isDecoded(key) && Text.isDecoded(text) && parameters.put(key, text) == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
