package org.gatehouse.vault.envelope;

/** A data key as a provider wrapped it. The bytes are shared, not copied: nobody changes them. */
@SuppressWarnings("ArrayRecordComponent")
public record WrappedKey(KeyName name, byte[] bytes) {}
