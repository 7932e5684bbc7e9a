package org.gatehouse.vault.envelope;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmParameters.Variant;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** AES-256-GCM of Tink under one raw key: output is 12 bytes of random nonce, ciphertext, 16 bytes of tag. */
public final class AesGcm {

    public static final int KEY_BYTES = 32;

    private final Aead aead;

    public AesGcm(SecretMaterial key) {
        try {
            this.aead = AesGcmJce.create(tinkKey(key));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM is not available", impossible);
        }
    }

    public byte[] seal(byte[] plain, byte[] associatedData) {
        try {
            return aead.encrypt(plain, associatedData);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM could not encrypt", impossible);
        }
    }

    /** Empty when anything about the key, the bytes or the associated data is not as it was. */
    public Optional<SecretMaterial> open(byte[] sealed, byte[] associatedData) {
        try {
            return Optional.of(SecretMaterial.owning(aead.decrypt(sealed, associatedData)));
        } catch (GeneralSecurityException doesNotOpen) {
            return Optional.empty();
        }
    }

    @AccessesPartialKey
    private static AesGcmKey tinkKey(SecretMaterial key) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(Variant.NO_PREFIX)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(key.expose(bytes -> SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get())))
                .build();
    }
}
