package org.gatehouse.vault.envelope;

/** A fresh 256-bit data key in both its forms. */
public record NewDataKey(SecretMaterial key, WrappedKey wrapped) {}
