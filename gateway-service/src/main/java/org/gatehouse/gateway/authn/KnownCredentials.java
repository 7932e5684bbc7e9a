package org.gatehouse.gateway.authn;

import jakarta.inject.Singleton;
import org.gatehouse.kit.token.KeySource;

/** Whether the edge could let anybody in without asking auth-service. */
@Singleton
public final class KnownCredentials {

    private final KnownKeys keys;
    private final KeySource keySet;

    KnownCredentials(KnownKeys keys, KeySource keySet) {
        this.keys = keys;
        this.keySet = keySet;
    }

    /** An API key exchanged before, or the keys to verify an access token with. */
    public boolean any() {
        return keys.size() > 0 || keySet.known().isPresent();
    }
}
