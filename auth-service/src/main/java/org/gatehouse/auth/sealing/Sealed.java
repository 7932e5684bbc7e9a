package org.gatehouse.auth.sealing;

/** A ciphertext and the id of the master key that opens it. */
@SuppressWarnings("ArrayRecordComponent")
public record Sealed(String masterKeyId, byte[] bytes) {}
