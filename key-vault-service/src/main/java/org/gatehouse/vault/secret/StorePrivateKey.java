package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.Address;
import org.gatehouse.vault.wallet.PrivateKeyText;
import org.gatehouse.vault.wallet.PrivateKeyText.Parsed;
import org.jspecify.annotations.Nullable;

/** Takes an owner's private key in, in place of the one before where its account is named. */
@Singleton
final class StorePrivateKey {

    private final StoreSecret store;

    StorePrivateKey(StoreSecret store) {
        this.store = store;
    }

    sealed interface Outcome {

        record Stored(SecretRow row) implements Outcome {}

        record NotHexOf32Bytes() implements Outcome {}

        record OutOfRange() implements Outcome {}

        record QuotaReached(int limit) implements Outcome {}

        /** @param held the account of the key that is there; null when there is none */
        record NotNamed(@Nullable String held) implements Outcome {}
    }

    /**
     * Consumes the text: it is wiped whatever the outcome.
     *
     * @param replaces the address of the key that this one takes the place of; null when it shall replace none
     */
    Outcome store(OwnerId owner, SecretMaterial text, @Nullable String replaces, Requester by) {
        try (text) {
            return switch (PrivateKeyText.parse(text)) {
                case Parsed.NotHexOf32Bytes() -> new Outcome.NotHexOf32Bytes();
                case Parsed.OutOfRange() -> new Outcome.OutOfRange();
                case Parsed.Key(SecretMaterial key) -> store(owner, by, key, replaces);
            };
        }
    }

    private Outcome store(OwnerId owner, Requester by, SecretMaterial key, @Nullable String replaces) {
        try (key) {
            String address = Address.of(key).checksummed();
            var secret = new NewSecret(owner, Slot.PRIVATE_KEY, key, "", address, replaces);
            return switch (store.store(secret, by)) {
                case StoreSecret.Outcome.Stored(SecretRow row) -> new Outcome.Stored(row);
                case StoreSecret.Outcome.QuotaReached(int limit) -> new Outcome.QuotaReached(limit);
                case StoreSecret.Outcome.NotNamed(String held) -> new Outcome.NotNamed(held);
            };
        }
    }
}
