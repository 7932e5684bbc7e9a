package org.gatehouse.vault.kms;

import com.google.crypto.tink.subtle.Hkdf;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * One local master key. Each place is wrapped under a key of its own that is derived from it (HKDF, RFC 5869), so that
 * random nonces never come near their limit of 2^32 under one key, however many records one master key has seen.
 */
final class MasterKey {

    private static final byte DERIVED = 2;
    private static final byte[] NO_SALT = new byte[0];
    private static final int DIRECT_BYTES = 12 + AesGcm.KEY_BYTES + 16;

    private final SecretMaterial key;
    private final AesGcm direct;

    MasterKey(SecretMaterial key) {
        this.key = key.copy();
        this.direct = new AesGcm(key);
    }

    /** @param place everything that the wrap is bound to */
    byte[] wrap(SecretMaterial dataKey, byte[] place) {
        byte[] sealed = dataKey.expose(plain -> derivedFor(place).seal(plain, place));
        var wrapped = new byte[1 + sealed.length];
        wrapped[0] = DERIVED;
        System.arraycopy(sealed, 0, wrapped, 1, sealed.length);
        return wrapped;
    }

    Optional<SecretMaterial> unwrap(byte[] wrapped, byte[] place) {
        if (wrapped.length == DIRECT_BYTES) { // as it was before keys were derived
            return direct.open(wrapped, place);
        }
        return wrapped.length == 1 + DIRECT_BYTES && wrapped[0] == DERIVED
                ? derivedFor(place).open(Arrays.copyOfRange(wrapped, 1, wrapped.length), place)
                : Optional.empty();
    }

    private AesGcm derivedFor(byte[] place) {
        try (SecretMaterial derived = key.expose(bytes -> SecretMaterial.owning(derive(bytes, place)))) {
            return new AesGcm(derived);
        }
    }

    private static byte[] derive(byte[] key, byte[] place) {
        try {
            return Hkdf.computeHkdf("HMACSHA256", key, NO_SALT, place, AesGcm.KEY_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
