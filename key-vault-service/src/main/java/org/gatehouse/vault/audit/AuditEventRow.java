package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** One link of an owner's chain. */
@MappedEntity("audit_event")
@SuppressWarnings("ArrayRecordComponent")
record AuditEventRow(
        UUID ownerId,
        @Id long sequence,
        Instant at,
        String action,
        String actor,
        UUID secretId,
        String subject,
        String purpose,
        String requestId,
        byte[] previousHash,
        byte[] hash) {}
