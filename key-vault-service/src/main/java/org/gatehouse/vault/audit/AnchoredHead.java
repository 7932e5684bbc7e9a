package org.gatehouse.vault.audit;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/**
 * Where an anchor says that a chain ended.
 *
 * @param foundHash the hash of that row as it is now; empty when there is no such row
 */
@Introspected
@SuppressWarnings("ArrayRecordComponent")
record AnchoredHead(UUID ownerId, long lastSequence, byte[] lastHash, byte[] foundHash) {}
