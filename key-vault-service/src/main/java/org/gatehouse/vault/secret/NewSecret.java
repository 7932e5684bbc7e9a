package org.gatehouse.vault.secret;

import java.util.Optional;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;

/**
 * A checked value on its way into the vault.
 *
 * @param origin the only place the value may be sent to; empty when it is never sent
 * @param address the account a private key controls
 * @param replaces the account whose private key this one is to take the place of; null when it shall replace none
 */
record NewSecret(
        OwnerId owner,
        Slot slot,
        SecretMaterial value,
        String origin,
        @Nullable String address,
        @Nullable String replaces) {

    /** A value that is no private key: it takes the place of whatever was there. */
    NewSecret(OwnerId owner, Slot slot, SecretMaterial value, String origin) {
        this(owner, slot, value, origin, null, null);
    }

    /** A private key that is overwritten is lost, so its account has to be named; the very same key loses nothing. */
    boolean mayTakeThePlaceOf(Optional<SecretRow> before) {
        if (address == null) {
            return true;
        }
        var held = before.map(SecretRow::address).orElse(null);
        return replaces == null ? held == null || held.equals(address) : replaces.equalsIgnoreCase(held);
    }
}
