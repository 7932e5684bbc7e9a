package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.Address;
import org.gatehouse.vault.wallet.PrivateKeyText;
import org.gatehouse.vault.wallet.PrivateKeyText.Parsed;

/** Takes an owner's private key in, in place of the one before. */
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
    }

    /** Consumes the text: it is wiped whatever the outcome. */
    Outcome store(OwnerId owner, SecretMaterial text, Requester by) {
        try (text) {
            return switch (PrivateKeyText.parse(text)) {
                case Parsed.NotHexOf32Bytes() -> new Outcome.NotHexOf32Bytes();
                case Parsed.OutOfRange() -> new Outcome.OutOfRange();
                case Parsed.Key(SecretMaterial key) -> store(owner, by, key);
            };
        }
    }

    private Outcome store(OwnerId owner, Requester by, SecretMaterial key) {
        try (key) {
            String address = Address.of(key).checksummed();
            return switch (store.store(new NewSecret(owner, Slot.PRIVATE_KEY, key, "", address), by)) {
                case StoreSecret.Outcome.Stored(SecretRow row) -> new Outcome.Stored(row);
                case StoreSecret.Outcome.QuotaReached(int limit) -> new Outcome.QuotaReached(limit);
            };
        }
    }
}
