package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyRing;

/** Builds the key ring from the configuration when the service starts, or refuses to start. */
@Factory
final class KeyRingFactory {

    private static final List<String> PROVIDERS = List.of(LocalKeys.NAME);

    @Context
    KeyRing keyRing(KeysConfig keys, LocalConfig local, SecureRandom random) {
        if (!PROVIDERS.contains(keys.writer())) {
            throw new SettingException("GATEHOUSE_VAULT_KMS", "must be one of " + PROVIDERS);
        }
        List<KeyProvider> providers = new ArrayList<>();
        if (keys.writer().equals(LocalKeys.NAME) || !local.masterKeys().isBlank()) {
            providers.add(new LocalKeys(MasterKeys.parse(local.masterKeys()), random));
        }
        return new KeyRing(providers, keys.writer());
    }

    @Singleton
    Envelope envelope(KeyRing keys) {
        return new Envelope(keys);
    }
}
