package org.gatehouse.kit.token;

import com.nimbusds.jose.JOSEException;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.testing.issuer.TestIssuer;
import org.jspecify.annotations.Nullable;

/** Keys a test sets, with a second set that only a refresh brings. */
final class FixedKeys implements KeySource {

    private @Nullable VerificationKeys known;
    private @Nullable VerificationKeys newer;
    private int refreshes;

    static FixedKeys none() {
        return new FixedKeys();
    }

    static FixedKeys of(TestIssuer issuer) {
        var keys = new FixedKeys();
        keys.known = current(issuer);
        return keys;
    }

    static VerificationKeys current(TestIssuer issuer) {
        try {
            var key = issuer.signingKey();
            return new VerificationKeys(Map.of(key.getKeyID(), key.toRSAPublicKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void set(VerificationKeys keys) {
        known = keys;
    }

    void onRefresh(VerificationKeys keys) {
        newer = keys;
    }

    int refreshes() {
        return refreshes;
    }

    @Override
    public Optional<VerificationKeys> known() {
        return Optional.ofNullable(known);
    }

    @Override
    public Optional<VerificationKeys> refreshed() {
        refreshes++;
        if (newer != null) {
            known = newer;
        }
        return known();
    }
}
