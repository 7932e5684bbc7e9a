package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Takes the credentials of a user's own Morpheus node in, bound to the node's origin. */
@Singleton
final class StoreNode {

    private static final int MAX_USERNAME_CHARS = 256;

    private final StoreSecret store;

    StoreNode(StoreSecret store) {
        this.store = store;
    }

    sealed interface Outcome {

        record Stored(SecretRow row) implements Outcome {}

        record BadUrl() implements Outcome {}

        record BadUsername() implements Outcome {}

        record BadPassword() implements Outcome {}

        record QuotaReached(int limit) implements Outcome {}
    }

    /** Kept as {@code username:password}, as HTTP Basic wants it; the password is wiped whatever the outcome. */
    Outcome store(OwnerId owner, String url, String username, SecretMaterial password, Requester by) {
        try (password) {
            Optional<Origin> origin = Origin.of(url);
            if (origin.isEmpty()) {
                return new Outcome.BadUrl();
            }
            if (username.isEmpty()
                    || username.length() > MAX_USERNAME_CHARS
                    || !username.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
                return new Outcome.BadUsername();
            }
            if (password.length() == 0 || password.length() > StoreProviderKey.MAX_BYTES) {
                return new Outcome.BadPassword();
            }
            try (SecretMaterial both = joined(username, password)) {
                var secret = new NewSecret(owner, Slot.NODE, both, origin.get().text());
                return switch (store.store(secret, by)) {
                    case StoreSecret.Outcome.Stored(SecretRow row) -> new Outcome.Stored(row);
                    case StoreSecret.Outcome.QuotaReached(int limit) -> new Outcome.QuotaReached(limit);
                    case StoreSecret.Outcome.NotNamed(String held) ->
                        throw new IllegalStateException("only a private key is replaced by name");
                };
            }
        }
    }

    private static SecretMaterial joined(String username, SecretMaterial password) {
        try (SecretMaterial front = SecretMaterial.ofText(username + ":")) {
            return front.expose(first -> password.expose(second -> {
                byte[] both = Arrays.copyOf(first, first.length + second.length);
                System.arraycopy(second, 0, both, first.length, second.length);
                return SecretMaterial.owning(both);
            }));
        }
    }
}
