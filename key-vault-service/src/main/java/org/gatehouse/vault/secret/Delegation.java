package org.gatehouse.vault.secret;

import java.util.Optional;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.vault.envelope.OwnerId;

/** Tells for whom a service acts: only its token, in which auth-service attests it, never an id in a request. */
final class Delegation {

    private Delegation() {}

    /** Empty for a service that calls for itself, or whose user may not execute. */
    static Optional<OwnerId> of(Caller.Service caller) {
        return caller.actingFor()
                .filter(account -> caller.permissions().contains(Permission.EXECUTE))
                .map(OwnerId::new);
    }
}
