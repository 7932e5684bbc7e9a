package org.gatehouse.vault.kms;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyRing;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Builds the key ring from the configuration when the service starts, or refuses to start. */
@Factory
final class KeyRingFactory {

    private static final List<String> PROVIDERS = List.of(LocalKeys.NAME, AwsKeys.NAME, TransitKeys.NAME);

    private final KeysConfig keys;
    private final LocalConfig local;
    private final AwsConfig aws;
    private final TransitConfig transit;
    private final ResilienceConfig resilience;

    KeyRingFactory(
            KeysConfig keys, LocalConfig local, AwsConfig aws, TransitConfig transit, ResilienceConfig resilience) {
        this.keys = keys;
        this.local = local;
        this.aws = aws;
        this.transit = transit;
        this.resilience = resilience;
    }

    /** Every provider that is configured reads; the one that writes must be among them. */
    @Context
    @Bean(preDestroy = "close")
    KeyRing keyRing(SecureRandom random, JsonMapper json, InstantSource clock) {
        if (!PROVIDERS.contains(keys.writer())) {
            throw new SettingException("GATEHOUSE_VAULT_KMS", "must be one of " + PROVIDERS);
        }
        List<KeyProvider> providers = new ArrayList<>();
        if (isUsed(LocalKeys.NAME, local.masterKeys())) {
            providers.add(new LocalKeys(MasterKeySource.of(local), random));
        }
        if (isUsed(AwsKeys.NAME, aws.keys())) {
            var credentials = DefaultCredentialsProvider.builder().build();
            providers.add(remote(new AwsKeys(AwsClient.of(aws, credentials), aws.keyIds())));
        }
        if (isUsed(TransitKeys.NAME, transit.address())) {
            var client = new TransitClient(transit, json);
            providers.add(remote(new TransitKeys(transit, client, new TransitLogin(transit, client, clock))));
        }
        return new KeyRing(providers, keys.writer());
    }

    @Singleton
    Envelope envelope(KeyRing keyRing) {
        return new Envelope(keyRing);
    }

    private boolean isUsed(String provider, String setting) {
        return keys.writer().equals(provider) || !setting.isBlank();
    }

    private KeyProvider remote(KeyProvider provider) {
        return new CachedKeys(new GuardedKeys(provider, resilience), resilience, Ticker.systemTicker());
    }
}
