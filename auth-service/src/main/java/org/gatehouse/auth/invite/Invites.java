package org.gatehouse.auth.invite;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;

/** Spends the invites of newcomers, each once. */
@Singleton
public final class Invites {

    private final InviteRepository repository;
    private final InstantSource clock;

    Invites(InviteRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Empty for a code that is unknown, spent or expired. */
    public Optional<UUID> use(Secret code) {
        return repository.use(Digest.of(code), clock.instant());
    }

    public void usedBy(UUID invite, UUID account) {
        repository.usedBy(invite, account);
    }

    /** For whom no account was opened after all. */
    public void giveBack(UUID invite) {
        repository.giveBack(invite);
    }
}
