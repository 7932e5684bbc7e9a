package org.gatehouse.vault.kms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;

/** Wraps data keys under master keys that the operator gave to this process. */
final class LocalKeys implements KeyProvider {

    static final String NAME = "local";

    private static final int ID_BYTES = 6;

    private final MasterKeySource masterKeys;
    private final SecureRandom random;

    LocalKeys(MasterKeySource masterKeys, SecureRandom random) {
        this.masterKeys = masterKeys;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyName current() {
        return nameOf(masterKeys.current());
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        var key = SecretMaterial.random(random, AesGcm.KEY_BYTES);
        return new NewDataKey(key, wrap(key, binding));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        MasterKeys keys = masterKeys.current();
        KeyName name = nameOf(keys);
        return new WrappedKey(name, keys.current().wrap(dataKey, place(name, binding)));
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        KeyName name = wrapped.name();
        return masterKeys.find(name.keyId()).flatMap(key -> key.unwrap(wrapped.bytes(), place(name, binding)));
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return unwrap(wrapped, binding).map(dataKey -> {
            try (dataKey) {
                return wrap(dataKey, binding);
            }
        });
    }

    /** Needs the file that the keys came from, and the right to replace it. */
    @Override
    public NewKey rotate() {
        Optional<Path> file = masterKeys.file();
        if (file.isEmpty()) {
            return new NewKey.ByOperator(
                    "put a new key first in " + MasterKeys.VARIABLE + " of every replica, after it was"
                            + " a second one in all of them; only keys from a file can be changed from here");
        }
        try {
            MasterKeyFile.putFirst(file.get(), freshId(), random);
        } catch (IOException failure) {
            return new NewKey.ByOperator(
                    "put a new key first in " + file.get() + ", which cannot be replaced from here ("
                            + failure.getClass().getSimpleName() + ")");
        }
        return new NewKey.Made(current());
    }

    /** By chance, so that it cannot be that of a key which was taken out long ago. */
    private String freshId() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return "k" + HexFormat.of().formatHex(id);
    }

    private static KeyName nameOf(MasterKeys keys) {
        return new KeyName(NAME, keys.currentId(), 1);
    }

    /** The key's own name is bound too: a wrap moved under another id or version is no longer itself. */
    private static byte[] place(KeyName name, Binding binding) {
        byte[] place = binding.forWrap();
        byte[] key = name.toString().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(place, place.length + key.length);
        System.arraycopy(key, 0, both, place.length, key.length);
        return both;
    }
}
