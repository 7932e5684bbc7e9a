package org.gatehouse.kit.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.kit.token.Authentication;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.KeyLimits;
import org.gatehouse.kit.token.Permission;

/** Callers as a verified token would give them. */
final class Callers {

    private Callers() {}

    static Caller.User withKey(UUID account, UUID key, Instant issuedAt) {
        return user(account, Optional.empty(), Optional.of(key), issuedAt);
    }

    static Caller.User withSession(UUID account, UUID session, Instant issuedAt) {
        return user(account, Optional.of(session), Optional.empty(), issuedAt);
    }

    private static Caller.User user(UUID account, Optional<UUID> session, Optional<UUID> key, Instant issuedAt) {
        return new Caller.User(
                account,
                Set.of("user"),
                Set.of(Permission.READ),
                session,
                key,
                Set.of(),
                KeyLimits.NONE,
                Authentication.NONE,
                UUID.randomUUID().toString(),
                issuedAt,
                issuedAt.plus(Duration.ofHours(1)));
    }
}
