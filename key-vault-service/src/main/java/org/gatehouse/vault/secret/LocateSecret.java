package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.envelope.OwnerId;

/**
 * Tells a service that may have a secret released whether there is one, and the origin it is bound to. Nothing is opened, so
 * nothing goes on record.
 */
@Singleton
final class LocateSecret {

    private final SecretRepository secrets;
    private final ReleaseConfig config;

    LocateSecret(SecretRepository secrets, ReleaseConfig config) {
        this.secrets = secrets;
        this.config = config;
    }

    sealed interface Outcome {

        record Found(SecretRow row) implements Outcome {}

        record NotPermitted() implements Outcome {}

        record NoDelegation() implements Outcome {}

        record NotThere() implements Outcome {}
    }

    Outcome locate(Caller.Service caller, LocateBody body) {
        Optional<Kind> kind = Kind.parse(body.kind());
        if (kind.isEmpty() || !config.permits(caller.clientId(), kind.get(), body.purpose())) {
            return new Outcome.NotPermitted();
        }
        Optional<OwnerId> owner = Delegation.of(caller);
        if (owner.isEmpty()) {
            return new Outcome.NoDelegation();
        }
        return secrets.find(owner.get().value(), kind.get().wire(), body.name())
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(Outcome.NotThere::new);
    }
}
