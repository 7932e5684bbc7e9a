package org.gatehouse.auth.revocation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.signing.TokenLifetimes;

/** Takes back access tokens before they expire; to be called last in the transaction that ends what they stand on. */
@Singleton
public final class Revocations {

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
