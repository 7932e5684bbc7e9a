package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.Opening;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SealedSecret;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;

/** What every provider owes the envelope. */
final class ProviderContract {

    private ProviderContract() {}

    static Binding place() {
        return new Binding(
                new OwnerId(UUID.randomUUID()),
                "provider-key/openai",
                new SecretId(UUID.randomUUID()),
                1,
                "https://api.example");
    }

    static void sealsAndOpens(KeyProvider provider) {
        var envelope = new Envelope(new KeyRing(List.of(provider), provider.name()));
        Binding place = place();
        try (var secret = SecretMaterial.ofText("a secret")) {
            SealedSecret sealed = envelope.seal(secret, place);
            assertThat(sealed.key().name()).isEqualTo(provider.current());
            assertThat(envelope.open(sealed, place)).isEqualTo(new Opening.Opened(secret));
        }
    }

    static void wrapsAndRewrapsWithoutChangingTheDataKey(KeyProvider provider) {
        Binding place = place();
        NewDataKey made = provider.newDataKey(place);
        WrappedKey again = provider.rewrap(made.wrapped(), place).orElseThrow();
        assertThat(again.bytes()).isNotEqualTo(made.wrapped().bytes());
        assertThat(provider.unwrap(again, place)).contains(made.key());
        assertThat(provider.unwrap(provider.wrap(made.key(), place), place)).contains(made.key());
    }

    static void opensNothingThatWasMovedOrChanged(KeyProvider provider) {
        Binding place = place();
        WrappedKey wrapped = provider.newDataKey(place).wrapped();
        assertThat(provider.unwrap(wrapped, place())).isEmpty();
        assertThat(provider.rewrap(wrapped, place())).isEmpty();
        for (int i = 0; i < wrapped.bytes().length; i++) {
            byte[] changed = wrapped.bytes().clone();
            changed[i] ^= 1;
            assertThat(provider.unwrap(new WrappedKey(wrapped.name(), changed), place))
                    .as("byte %d", i)
                    .isEmpty();
        }
        byte[] cut = Arrays.copyOf(wrapped.bytes(), wrapped.bytes().length - 4);
        assertThat(provider.unwrap(new WrappedKey(wrapped.name(), cut), place)).isEmpty();
        assertThat(provider.unwrap(new WrappedKey(wrapped.name(), new byte[0]), place))
                .isEmpty();
        var elsewhere = new KeyName(provider.name(), "another", 1);
        assertThat(provider.unwrap(new WrappedKey(elsewhere, wrapped.bytes()), place))
                .isEmpty();
    }
}
