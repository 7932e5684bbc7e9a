package org.gatehouse.auth.apiclient;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.apikey.KeyRights;
import org.gatehouse.auth.totp.ProofDemand;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;

/** Who may make and change which clients: nobody gets a key that is stronger than what they ask with. */
@Singleton
final class ClientRights {

    private static final PublicError TOO_MUCH =
            PublicError.of(ErrorKind.FORBIDDEN, "A client cannot be given permissions that you lack.");

    private final KeyRights keyRights;
    private final ProofDemand proofDemand;

    ClientRights(KeyRights keyRights, ProofDemand proofDemand) {
        this.keyRights = keyRights;
        this.proofDemand = proofDemand;
    }

    Optional<PublicError> objectionToMaking(Set<Permission> permissions, Caller.User caller) {
        if (!KeyRights.excess(permissions, caller).isEmpty()) {
            return Optional.of(TOO_MUCH);
        }
        if (keyRights.wouldFree(caller)) {
            return Optional.of(
                    PublicError.of(ErrorKind.FORBIDDEN, "A key that has limits of its own cannot make clients."));
        }
        return keyRights.objectionToMaking(permissions, caller);
    }

    /**
     * Also to giving it a new key.
     *
     * @param permissions those that it is to have
     */
    Optional<PublicError> objectionToChanging(ApiClient client, Set<Permission> permissions, Caller.User caller) {
        if (!KeyRights.excess(permissions, caller).isEmpty()) {
            return Optional.of(TOO_MUCH);
        }
        var concerned = new HashSet<>(permissions);
        concerned.addAll(client.parsedPermissions());
        return proofDemand.ofOwner(caller).or(() -> keyRights.objectionToMaking(concerned, caller));
    }

    Optional<PublicError> objectionToDeleting(Caller.User caller) {
        return proofDemand.ofOwner(caller);
    }
}
