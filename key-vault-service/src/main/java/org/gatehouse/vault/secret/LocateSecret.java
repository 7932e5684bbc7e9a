package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.vault.envelope.OwnerId;

/**
 * Tells a service that may have a secret released whether there is one, and the origin it is bound to. Nothing is opened, so
 * nothing goes on record.
 */
@Singleton
final class LocateSecret {

    private final SecretRepository secrets;
    private final Delegation delegation;
    private final ReleaseConfig config;

    LocateSecret(SecretRepository secrets, Delegation delegation, ReleaseConfig config) {
        this.secrets = secrets;
        this.delegation = delegation;
        this.config = config;
    }

    sealed interface Outcome {

        record Found(SecretRow row) implements Outcome {}

        record NotPermitted() implements Outcome {}

        record NoDelegation() implements Outcome {}

        record NotThere() implements Outcome {}
    }

    Outcome locate(String clientId, LocateBody body) {
        Optional<Kind> kind = Kind.parse(body.kind());
        if (kind.isEmpty() || !config.permits(clientId, kind.get(), body.purpose())) {
            return new Outcome.NotPermitted();
        }
        Optional<OwnerId> owner = delegation.ownerBehind(body.subjectToken());
        if (owner.isEmpty()) {
            return new Outcome.NoDelegation();
        }
        return secrets.find(owner.get().value(), kind.get().wire(), body.name())
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(Outcome.NotThere::new);
    }
}
