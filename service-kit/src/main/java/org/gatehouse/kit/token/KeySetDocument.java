package org.gatehouse.kit.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a published key set key by key, as identity providers have them: what is not for our tokens is passed over. A
 * set in which one id means two usable keys, or that holds nothing usable, is refused whole.
 */
final class KeySetDocument {

    static final int MAX_BYTES = 256 * 1024;

    private KeySetDocument() {}

    static Optional<VerificationKeys> read(byte[] document) {
        if (document.length > MAX_BYTES) {
            return Optional.empty();
        }
        return StrictObject.parse(text(document))
                .flatMap(KeySetDocument::members)
                .flatMap(KeySetDocument::usable)
                .filter(keys -> !keys.isEmpty())
                .map(VerificationKeys::new);
    }

    /** Some providers write a byte order mark or empty lines before the set. */
    private static String text(byte[] document) {
        var text = new String(document, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    }

    private static Optional<List<Map<?, ?>>> members(Map<String, @Nullable Object> json) {
        return json.get("keys") instanceof List<?> keys
                ? Optional.of(keys.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(Map.class::cast)
                        .toList())
                : Optional.empty();
    }

    private static Optional<Map<String, RSAPublicKey>> usable(List<Map<?, ?>> members) {
        var givenAway = givenAway(members);
        Map<String, RSAPublicKey> keys = new HashMap<>();
        for (var member : members) {
            var found = PublishedKey.of(member)
                    .filter(each -> !givenAway.contains(each.key().getModulus()));
            if (found.isPresent()) {
                var earlier = keys.putIfAbsent(found.get().id(), found.get().key());
                if (earlier != null && !earlier.equals(found.get().key())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(keys);
    }

    private static Set<BigInteger> givenAway(List<Map<?, ?>> members) {
        return members.stream()
                .filter(PublishedKey::isGivenAway)
                .flatMap(member -> PublishedKey.rsa(member).stream())
                .map(RSAPublicKey::getModulus)
                .collect(Collectors.toSet());
    }
}
