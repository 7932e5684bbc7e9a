package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One anchor.
 *
 * @param chains how many chains had grown since the anchor before
 */
@MappedEntity("audit_anchor")
@SuppressWarnings("ArrayRecordComponent")
record AnchorRow(@Id long number, Instant at, int chains, byte[] mac) {}
