package org.gatehouse.auth.session;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.auth.sql.Row;

/** A session as its owner sees it. */
record OpenedSession(
        SessionId id, Optional<String> userAgent, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {

    static OpenedSession read(Row row) {
        return new OpenedSession(
                new SessionId(row.uuid("id")),
                row.optionalText("user_agent"),
                row.instant("created_at"),
                row.instant("last_used_at"),
                row.instant("expires_at"));
    }
}
