package org.gatehouse.auth.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.inject.Singleton;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Optional;
import org.gatehouse.kit.token.KeySource;
import org.gatehouse.kit.token.VerificationKeys;

/** The verifier's keys, from the ring at hand: auth-service does not ask itself over HTTP. */
@Singleton
final class OwnKeys implements KeySource {

    private final SigningKeys keys;

    OwnKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<VerificationKeys> known() {
        var byId = new HashMap<String, RSAPublicKey>();
        for (var key : keys.published().getKeys()) {
            if (key instanceof RSAKey rsa) {
                byId.put(rsa.getKeyID(), publicKey(rsa));
            }
        }
        return Optional.of(new VerificationKeys(byId));
    }

    @Override
    public Optional<VerificationKeys> refreshed() {
        return known();
    }

    private static RSAPublicKey publicKey(RSAKey key) {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
