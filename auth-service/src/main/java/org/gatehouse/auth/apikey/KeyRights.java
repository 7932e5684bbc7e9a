package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.totp.ProofDemand;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;

/** Who may make and change which keys: no credential makes or obtains a key that is stronger than itself. */
@Singleton
public final class KeyRights {

    private static final Set<Permission> DANGEROUS = EnumSet.of(Permission.ADMIN, Permission.SECRETS);

    private final ProofDemand proofDemand;
    private final ApiKeyRepository keys;

    KeyRights(ProofDemand proofDemand, ApiKeyRepository keys) {
        this.proofDemand = proofDemand;
        this.keys = keys;
    }

    /** Whether a key, and no longer the one it asks with, would free the caller of a limit; one deleted meanwhile counts as limited. */
    public boolean wouldFree(Caller.User caller) {
        return caller.roles().contains(Role.SERVICE.wire())
                || caller.keyId()
                        .map(id -> keys.find(new ApiKeyId(id), new AccountId(caller.accountId()))
                                .map(key -> key.terms().limiting())
                                .orElse(true))
                        .orElse(false);
    }

    /** What a new key has when nobody says: never what must be asked for in so many words. */
    static Set<Permission> ordinary(Caller.User caller) {
        var ordinary = new HashSet<>(caller.permissions());
        ordinary.removeAll(DANGEROUS);
        return ordinary;
    }

    /** Those of the permissions that the caller has none of to give. */
    public static Set<Permission> excess(Set<Permission> permissions, Caller.User caller) {
        var excess = new HashSet<>(permissions);
        excess.removeAll(caller.permissions());
        if (caller.keyId().isEmpty() && caller.permissions().contains(Permission.WRITE)) {
            excess.remove(Permission.SECRETS);
        }
        return excess;
    }

    /** What is to be said to a caller who asks for a key with these permissions, if anything. */
    public Optional<PublicError> objectionToMaking(Set<Permission> permissions, Caller.User caller) {
        if (permissions.contains(Permission.ADMIN)) {
            return proofDemand.ofAdministrator(caller);
        }
        return permissions.contains(Permission.SECRETS) ? proofDemand.ofOwner(caller) : Optional.empty();
    }

    /** The same for one who asks for the next key in a key's place: the key itself may, and a session that has proved itself. */
    Optional<PublicError> objectionToRotating(StoredKey key, Caller.User caller) {
        if (isItself(key, caller)) {
            return Optional.empty();
        }
        return proofDemand
                .ofOwner(caller)
                .or(() -> objectionToMaking(key.terms().permissions(), caller));
    }

    /** The same for one who deletes it. */
    Optional<PublicError> objectionToDeleting(StoredKey key, Caller.User caller) {
        return isItself(key, caller) ? Optional.empty() : proofDemand.ofOwner(caller);
    }

    private static boolean isItself(StoredKey key, Caller.User caller) {
        return caller.keyId().filter(key.id().value()::equals).isPresent();
    }
}
