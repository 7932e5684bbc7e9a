package org.gatehouse.vault.envelope;

import java.util.Optional;
import org.gatehouse.vault.envelope.Opening.DoesNotOpen;
import org.gatehouse.vault.envelope.Opening.Opened;

/** Seals each secret under a data key of its own and opens it again in the very same place. */
public final class Envelope {

    private final KeyRing keys;

    public Envelope(KeyRing keys) {
        this.keys = keys;
    }

    public SealedSecret seal(SecretMaterial secret, Binding binding) {
        NewDataKey dataKey = keys.newDataKey(binding);
        try (SecretMaterial key = dataKey.key()) {
            byte[] payload = secret.expose(plain -> new AesGcm(key).seal(plain, binding.forPayload()));
            return new SealedSecret(dataKey.wrapped(), payload);
        }
    }

    /** The caller closes what was opened. Throws {@link KeyServiceUnavailable} when the key service cannot be asked. */
    public Opening open(SealedSecret sealed, Binding binding) {
        Optional<SecretMaterial> dataKey = keys.unwrap(sealed.key(), binding);
        if (dataKey.isEmpty()) {
            return new DoesNotOpen();
        }
        try (SecretMaterial key = dataKey.get()) {
            return new AesGcm(key)
                    .open(sealed.payload(), binding.forPayload())
                    .<Opening>map(Opened::new)
                    .orElseGet(DoesNotOpen::new);
        }
    }
}
