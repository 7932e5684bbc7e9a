package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Gives a secret to one of our own services, for its owner, for one purpose, for the origin it is bound to. */
@Singleton
final class ReleaseSecret {

    private final UseSecret use;
    private final ReleaseConfig config;

    ReleaseSecret(UseSecret use, ReleaseConfig config) {
        this.use = use;
        this.config = config;
    }

    sealed interface Outcome {

        /** The receiver closes it. */
        record Released(SecretMaterial secret) implements Outcome {}

        record NotPermitted() implements Outcome {}

        record NoDelegation() implements Outcome {}

        /** Not there, not theirs, or not for this origin: the caller learns no more. */
        record NotThere() implements Outcome {}
    }

    Outcome release(Caller.Service caller, ReleaseBody body, String requestId) {
        Optional<Kind> kind = Kind.parse(body.kind());
        if (kind.isEmpty() || !config.permits(caller.clientId(), kind.get(), body.purpose())) {
            return new Outcome.NotPermitted();
        }
        Optional<OwnerId> owner = Delegation.of(caller);
        if (owner.isEmpty()) {
            return new Outcome.NoDelegation();
        }
        var slot = new Slot(kind.get(), body.name());
        var how = new UseSecret.How(Action.RELEASED, Requester.service(caller.clientId(), requestId), body.purpose());
        return use.use(owner.get(), slot, row -> row.origin().equals(body.origin()), how)
                .<Outcome>map(Outcome.Released::new)
                .orElseGet(Outcome.NotThere::new);
    }
}
