package org.gatehouse.vault.envelope;

/** What is stored of a secret: its wrapped data key and the payload under that key (nonce, ciphertext, tag). */
@SuppressWarnings("ArrayRecordComponent")
public record SealedSecret(WrappedKey key, byte[] payload) {}
