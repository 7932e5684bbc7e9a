package org.gatehouse.kit.token;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;

/** The published signing keys of our issuer by exact {@code kid}, one consistent set. */
public record VerificationKeys(Map<String, RSAPublicKey> byId) {

    public VerificationKeys {
        byId = Map.copyOf(byId);
    }

    public Optional<RSAPublicKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }
}
