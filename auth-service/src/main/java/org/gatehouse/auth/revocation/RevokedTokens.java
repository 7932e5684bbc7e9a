package org.gatehouse.auth.revocation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.TokenStanding;

/** Which verified tokens are refused all the same; fed by {@link RevocationFeed}, asked on every request without I/O. */
@Singleton
public final class RevokedTokens implements TokenStanding {

    private final Map<UUID, Revocation> newest = new ConcurrentHashMap<>();

    @Override
    public boolean isRevoked(String token, Caller.User caller) {
        return include(caller);
    }

    public boolean include(Caller.User caller) {
        return Stream.of(caller.sessionId().stream(), caller.keyId().stream(), Stream.of(caller.accountId()))
                .flatMap(ids -> ids)
                .anyMatch(id -> covers(id, caller.issuedAt()));
    }

    void add(Revocation revocation) {
        newest.merge(
                revocation.subject(), revocation, (old, later) -> later.at().isAfter(old.at()) ? later : old);
    }

    void removeOutlived(Instant now) {
        newest.values().removeIf(past -> !past.until().isAfter(now));
    }

    private boolean covers(UUID id, Instant issuedAt) {
        var revocation = newest.get(id);
        return revocation != null && !issuedAt.isAfter(revocation.at());
    }
}
