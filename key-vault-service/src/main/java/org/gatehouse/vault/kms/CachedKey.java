package org.gatehouse.vault.kms;

import java.util.Optional;
import org.gatehouse.vault.envelope.SecretMaterial;

/** A data key in memory with the uses it has left; wiped with the last of them. */
final class CachedKey {

    private final SecretMaterial key;
    private int usesLeft;

    CachedKey(SecretMaterial key, int uses) {
        this.key = key;
        this.usesLeft = uses;
    }

    /** A copy for the caller to close. */
    synchronized Optional<SecretMaterial> use() {
        if (usesLeft == 0) {
            return Optional.empty();
        }
        usesLeft--;
        SecretMaterial copy = key.copy();
        if (usesLeft == 0) {
            key.close();
        }
        return Optional.of(copy);
    }

    synchronized void wipe() {
        usesLeft = 0;
        key.close();
    }
}
