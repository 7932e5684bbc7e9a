package org.gatehouse.auth.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which events are asked for, newest first.
 *
 * @param from inclusive
 * @param to exclusive
 * @param account whose account, or who acted
 */
record AuditQuery(Optional<Instant> from, Optional<Instant> to, Optional<AuditType> type, Optional<UUID> account) {}
