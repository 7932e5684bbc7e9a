package org.gatehouse.vault.envelope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All key providers this installation can read with, and the one it writes with. */
public final class KeyRing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Map<String, KeyProvider> readable;
    private final KeyProvider writer;

    public KeyRing(List<KeyProvider> providers, String writer) {
        this.readable =
                providers.stream().collect(Collectors.toUnmodifiableMap(KeyProvider::name, Function.identity()));
        this.writer = Optional.ofNullable(readable.get(writer))
                .orElseThrow(() -> new IllegalArgumentException("no key provider named " + writer + " is configured"));
    }

    public KeyName current() {
        return writer.current();
    }

    public NewDataKey newDataKey(Binding binding) {
        return writer.newDataKey(binding);
    }

    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        return providerOf(wrapped).flatMap(provider -> provider.unwrap(wrapped, binding));
    }

    /** Wraps under the current key of the writing provider, whichever provider wrapped it before. */
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return providerOf(wrapped)
                .flatMap(provider -> provider.equals(writer)
                        ? writer.rewrap(wrapped, binding)
                        : handOver(provider, wrapped, binding));
    }

    /** A new wrapping key at the writing provider. */
    public NewKey rotate() {
        return writer.rotate();
    }

    @Override
    public void close() {
        readable.values().forEach(KeyProvider::close);
    }

    private Optional<WrappedKey> handOver(KeyProvider from, WrappedKey wrapped, Binding binding) {
        return from.unwrap(wrapped, binding).map(dataKey -> {
            try (dataKey) {
                return writer.wrap(dataKey, binding);
            }
        });
    }

    private Optional<KeyProvider> providerOf(WrappedKey wrapped) {
        Optional<KeyProvider> provider =
                Optional.ofNullable(readable.get(wrapped.name().provider()));
        if (provider.isEmpty()) {
            LOG.error("A stored secret names a key provider that is not configured");
        }
        return provider;
    }
}
