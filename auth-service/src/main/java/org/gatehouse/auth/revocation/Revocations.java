package org.gatehouse.auth.revocation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.kit.token.AccessTokenVerifier;

/** Takes back access tokens before they expire; to be called last in the transaction that ends what they stand on. */
@Singleton
public final class Revocations {

    /** No access token of another issuer that lives longer is accepted. */
    public static final Duration FOREIGN_SESSIONS_REMEMBERED = Duration.ofHours(24);

    private final RevocationRepository repository;
    private final TokenLifetimes lifetimes;
    private final InstantSource clock;

    Revocations(RevocationRepository repository, TokenLifetimes lifetimes, InstantSource clock) {
        this.repository = repository;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    public void keys(List<UUID> ids) {
        add(Revocation.Kind.KEY, ids);
    }

    public void sessions(List<UUID> ids) {
        add(Revocation.Kind.SESSION, ids);
    }

    /** Sessions kept by another issuer, whose clock may be ahead and whose tokens may come back to be exchanged again. */
    public void foreignSessions(List<UUID> ids) {
        var at = clock.instant().plus(AccessTokenVerifier.CLOCK_SKEW);
        repository.add(Revocation.Kind.SESSION, ids, at, at.plus(FOREIGN_SESSIONS_REMEMBERED));
    }

    /** Whether the session's tokens issued then have been taken back; asks the database, so it is true at once everywhere. */
    public boolean haveEnded(UUID session, Instant issuedAt) {
        return repository.covers(Revocation.Kind.SESSION, session, issuedAt);
    }

    public void account(UUID id) {
        add(Revocation.Kind.ACCOUNT, List.of(id));
    }

    private void add(Revocation.Kind kind, List<UUID> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        var now = clock.instant();
        repository.add(kind, subjects, now, now.plus(lifetimes.longest()));
    }
}
