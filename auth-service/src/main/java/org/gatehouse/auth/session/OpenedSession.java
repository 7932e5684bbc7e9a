package org.gatehouse.auth.session;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.auth.sql.Row;

/** A session as its owner sees it; another provider does not say when it will end. */
public record OpenedSession(
        SessionId id, Optional<String> userAgent, Instant createdAt, Instant lastUsedAt, Optional<Instant> expiresAt) {

    static OpenedSession read(Row row) {
        return new OpenedSession(
                new SessionId(row.uuid("id")),
                row.optionalText("user_agent"),
                row.instant("created_at"),
                row.instant("last_used_at"),
                Optional.of(row.instant("expires_at")));
    }
}
