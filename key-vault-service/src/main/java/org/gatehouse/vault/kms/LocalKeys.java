package org.gatehouse.vault.kms;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;

/** Wraps data keys under master keys that the operator gave to this process. */
final class LocalKeys implements KeyProvider {

    static final String NAME = "local";

    private final MasterKeys masterKeys;
    private final SecureRandom random;

    LocalKeys(MasterKeys masterKeys, SecureRandom random) {
        this.masterKeys = masterKeys;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyName current() {
        return new KeyName(NAME, masterKeys.currentId(), 1);
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        var key = SecretMaterial.random(random, AesGcm.KEY_BYTES);
        return new NewDataKey(key, wrap(key, binding));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        KeyName name = current();
        byte[] wrapped = dataKey.expose(plain -> masterKeys.current().seal(plain, associatedData(name, binding)));
        return new WrappedKey(name, wrapped);
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        KeyName name = wrapped.name();
        return masterKeys.find(name.keyId()).flatMap(key -> key.open(wrapped.bytes(), associatedData(name, binding)));
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return unwrap(wrapped, binding).map(dataKey -> {
            try (dataKey) {
                return wrap(dataKey, binding);
            }
        });
    }

    /** The key's own name is bound too: a wrap moved under another id or version is no longer itself. */
    private static byte[] associatedData(KeyName name, Binding binding) {
        byte[] place = binding.forWrap();
        byte[] key = name.toString().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(place, place.length + key.length);
        System.arraycopy(key, 0, both, place.length, key.length);
        return both;
    }
}
