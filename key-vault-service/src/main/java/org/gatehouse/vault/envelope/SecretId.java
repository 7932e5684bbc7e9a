package org.gatehouse.vault.envelope;

import java.util.UUID;

/** One stored secret, for all its versions. */
public record SecretId(UUID value) {}
