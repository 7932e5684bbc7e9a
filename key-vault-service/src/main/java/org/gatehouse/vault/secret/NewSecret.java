package org.gatehouse.vault.secret;

import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;

/**
 * A checked value on its way into the vault.
 *
 * @param origin the only place the value may be sent to; empty when it is never sent
 * @param address the account a private key controls
 */
record NewSecret(
        OwnerId owner,
        Slot slot,
        SecretMaterial value,
        String origin,
        @Nullable String address) {}
