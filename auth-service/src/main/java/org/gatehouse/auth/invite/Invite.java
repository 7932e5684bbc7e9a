package org.gatehouse.auth.invite;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.sql.Row;

/** What lets one newcomer register; its code is known to whoever got it and to nobody else. */
record Invite(
        UUID id,
        Optional<String> note,
        UUID createdBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        Optional<UUID> account) {

    static Invite read(Row row) {
        return new Invite(
                row.uuid("id"),
                row.optionalText("note"),
                row.uuid("created_by"),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.optionalInstant("used_at"),
                row.optionalUuid("account_id"));
    }
}
