package org.gatehouse.vault.envelope;

/** The outcome of opening: why something does not open is told to nobody. */
public sealed interface Opening {

    record Opened(SecretMaterial secret) implements Opening {}

    record DoesNotOpen() implements Opening {}
}
