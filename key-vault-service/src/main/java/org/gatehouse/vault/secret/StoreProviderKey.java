package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;

/** Takes an owner's key for an upstream provider in, bound to the one origin it may be sent to. */
@Singleton
final class StoreProviderKey {

    static final int MAX_BYTES = 16 * 1024;

    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final StoreSecret store;
    private final ProviderKeysConfig config;

    StoreProviderKey(StoreSecret store, ProviderKeysConfig config) {
        this.store = store;
        this.config = config;
    }

    sealed interface Outcome {

        record Stored(SecretRow row) implements Outcome {}

        record BadProviderName() implements Outcome {}

        record BadKey() implements Outcome {}

        record BadBaseUrl() implements Outcome {}

        record NeedsBaseUrl() implements Outcome {}

        record QuotaReached(int limit) implements Outcome {}
    }

    static Optional<Slot> slot(String provider) {
        return PROVIDER.matcher(provider).matches()
                ? Optional.of(new Slot(Kind.PROVIDER_KEY, provider))
                : Optional.empty();
    }

    /** Consumes the key: it is wiped whatever the outcome. */
    Outcome store(OwnerId owner, String provider, SecretMaterial key, @Nullable String baseUrl, Requester by) {
        try (key) {
            Optional<Slot> slot = slot(provider);
            if (slot.isEmpty()) {
                return new Outcome.BadProviderName();
            }
            if (!key.expose(StoreProviderKey::isPrintable)) {
                return new Outcome.BadKey();
            }
            Optional<Origin> origin = baseUrl == null ? config.originOf(provider) : Origin.of(baseUrl);
            if (origin.isEmpty()) {
                return baseUrl == null ? new Outcome.NeedsBaseUrl() : new Outcome.BadBaseUrl();
            }
            var secret = new NewSecret(owner, slot.get(), key, origin.get().text());
            return switch (store.store(secret, by)) {
                case StoreSecret.Outcome.Stored(SecretRow row) -> new Outcome.Stored(row);
                case StoreSecret.Outcome.QuotaReached(int limit) -> new Outcome.QuotaReached(limit);
                case StoreSecret.Outcome.NotNamed(String held) ->
                    throw new IllegalStateException("only a private key is replaced by name");
            };
        }
    }

    /** What can stand in a header: it would never be accepted by a provider otherwise. */
    private static boolean isPrintable(byte[] key) {
        for (byte b : key) {
            if (b <= ' ' || b == 127) {
                return false;
            }
        }
        return key.length > 0 && key.length <= MAX_BYTES;
    }
}
