package org.gatehouse.vault.envelope;

import java.util.Optional;

/**
 * A service that wraps data keys under keys of its own, each wrap bound to its {@link Binding}. An empty answer means
 * that the wrapped key does not open here, under this binding. Every call may throw {@link KeyServiceUnavailable}.
 */
public interface KeyProvider extends AutoCloseable {

    String name();

    /** The key that {@link #newDataKey} and {@link #wrap} use now. */
    KeyName current();

    NewDataKey newDataKey(Binding binding);

    WrappedKey wrap(SecretMaterial dataKey, Binding binding);

    Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding);

    /** Wraps anew under {@link #current}; a provider that can, does it without showing the data key. */
    Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding);

    /** Makes a new key, or a new version of the key, that writes from now on; nothing is rewrapped by this. */
    NewKey rotate();

    /** Lets go of connections and of what is kept in memory. */
    @Override
    default void close() {}
}
