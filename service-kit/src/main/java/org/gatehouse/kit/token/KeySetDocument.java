package org.gatehouse.kit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a published key set; a set that is ambiguous, leaks a private key or holds nothing usable is refused whole. */
final class KeySetDocument {

    static final int MAX_BYTES = 256 * 1024;

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;

    private KeySetDocument() {}

    static Optional<VerificationKeys> read(byte[] document) {
        if (document.length > MAX_BYTES) {
            return Optional.empty();
        }
        return StrictObject.parse(new String(document, StandardCharsets.UTF_8))
                .filter(KeySetDocument::listsObjects)
                .flatMap(KeySetDocument::keySet)
                .filter(KeySetDocument::isUnambiguous)
                .flatMap(KeySetDocument::usable);
    }

    private static boolean listsObjects(Map<String, @Nullable Object> json) {
        return json.get("keys") instanceof List<?> keys && keys.stream().allMatch(Map.class::isInstance);
    }

    @SuppressWarnings("NullAway") // the library takes any JSON
    private static Optional<JWKSet> keySet(Map<String, @Nullable Object> json) {
        try {
            return Optional.of(JWKSet.parse(json));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnambiguous(JWKSet set) {
        var ids = new HashSet<String>();
        return set.getKeys().stream()
                .allMatch(key -> !key.isPrivate() && (key.getKeyID() == null || ids.add(key.getKeyID())));
    }

    private static Optional<VerificationKeys> usable(JWKSet set) {
        Map<String, RSAPublicKey> keys = new HashMap<>();
        try {
            for (var key : set.getKeys()) {
                if (key instanceof RSAKey rsa && isForOurTokens(rsa)) {
                    keys.put(rsa.getKeyID(), rsa.toRSAPublicKey());
                }
            }
        } catch (JOSEException e) {
            return Optional.empty();
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(new VerificationKeys(keys));
    }

    private static boolean isForOurTokens(JWK key) {
        return key.getKeyID() != null
                && KeyUse.SIGNATURE.equals(key.getKeyUse())
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.RS256))
                && key.size() >= MIN_BITS
                && key.size() <= MAX_BITS;
    }
}
