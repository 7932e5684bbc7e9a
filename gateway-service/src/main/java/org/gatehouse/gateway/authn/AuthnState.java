package org.gatehouse.gateway.authn;

import jakarta.inject.Singleton;
import org.gatehouse.kit.revocation.RevocationFeed;
import org.gatehouse.kit.token.KeySource;

/** What the edge's own health depends on. */
@Singleton
public final class AuthnState {

    private final KnownKeys keys;
    private final KeySource keySet;
    private final RevocationFeed feed;

    AuthnState(KnownKeys keys, KeySource keySet, RevocationFeed feed) {
        this.keys = keys;
        this.keySet = keySet;
        this.feed = feed;
    }

    /** Whether anybody could be let in without asking auth-service: by a key it exchanged before, or a token. */
    public boolean knowsCredentials() {
        return keys.size() > 0 || keySet.known().isPresent();
    }

    /** Whether a revocation would be heard of at once. */
    public boolean hearsRevocations() {
        return feed.isLive();
    }
}
