package org.gatehouse.vault.envelope;

import java.util.UUID;

/** The account a secret belongs to. */
public record OwnerId(UUID value) {}
