package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** Where an owner's chain ends. */
@MappedEntity("audit_chain")
@SuppressWarnings("ArrayRecordComponent")
record ChainHead(@Id UUID ownerId, long lastSequence, byte[] lastHash) {}
