package org.gatehouse.vault.kms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;

/**
 * Keeps unwrapped data keys in this process's memory for a short while and a bounded number of uses, so that secrets in
 * use survive an outage of the key service. An entry answers only to the very wrap and binding it came from.
 */
final class CachedKeys implements KeyProvider {

    private final KeyProvider provider;
    private final int uses;
    private final Cache<ByteBuffer, CachedKey> cache;

    CachedKeys(KeyProvider provider, ResilienceConfig config, Ticker ticker) {
        this.provider = provider;
        this.uses = config.cacheUses();
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(config.cacheLife())
                .maximumSize(config.cacheKeys())
                .ticker(ticker)
                // Without it an expired key would stay until the next use of the cache.
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .<ByteBuffer, CachedKey>removalListener((place, key, cause) -> {
                    if (key != null) {
                        key.wipe();
                    }
                })
                .build();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public KeyName current() {
        return provider.current();
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        NewDataKey made = provider.newDataKey(binding);
        remember(place(made.wrapped(), binding), made.key());
        return made;
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        return provider.wrap(dataKey, binding);
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        ByteBuffer place = place(wrapped, binding);
        Optional<SecretMaterial> known =
                Optional.ofNullable(cache.getIfPresent(place)).flatMap(CachedKey::use);
        if (known.isPresent()) {
            return known;
        }
        Optional<SecretMaterial> fetched = provider.unwrap(wrapped, binding);
        fetched.ifPresent(key -> remember(place, key));
        return fetched;
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return provider.rewrap(wrapped, binding);
    }

    /** How many data keys are in memory, without touching them. */
    long held() {
        return cache.estimatedSize();
    }

    @Override
    public NewKey rotate() {
        return provider.rotate();
    }

    @Override
    public void close() {
        cache.invalidateAll();
        provider.close();
    }

    private void remember(ByteBuffer place, SecretMaterial key) {
        cache.put(place, new CachedKey(key.copy(), uses));
    }

    private static ByteBuffer place(WrappedKey wrapped, Binding binding) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(wrapped.name().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(binding.forWrap());
            digest.update(wrapped.bytes());
            return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
