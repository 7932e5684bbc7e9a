package org.gatehouse.auth.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.origin.Origin;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.token.Caller;

/** Events in the order they were written; there is no statement here that changes one, and old ones alone can go. */
@Singleton
final class AuditRepository {

    private final Sql sql;

    AuditRepository(Sql sql) {
        this.sql = sql;
    }

    void add(AuditEvent event, Optional<Caller.User> actor, Origin origin, Instant at) {
        sql.change(
                """
                insert into audit_event (at, type, account_id, actor_id, key_id, subject, address, request_id, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                """,
                at,
                event.type().wire(),
                event.account().orElse(null),
                actor.map(Caller.User::accountId).orElse(null),
                actor.flatMap(Caller.User::keyId).orElse(null),
                event.subject().map(UUID::toString).orElse(null),
                origin.addressText(),
                origin.requestId(),
                JSONObjectUtils.toJSONString(new HashMap<>(event.details())));
    }

    /** Removes some of the oldest, and tells how many; the database itself refuses what is younger than 30 days. */
    long remove(Instant before, int most) {
        return sql.one("select remove_audit_events(?, ?) as removed", row -> row.number("removed"), before, most)
                .orElseThrow();
    }

    /** Those before the cursor, the newest first. */
    List<StoredEvent> page(AuditQuery query, long before, int size) {
        var account = query.account().orElse(null);
        var type = query.type().map(AuditType::wire).orElse(null);
        return sql.list(
                """
                select sequence, at, type, account_id, actor_id, key_id, subject, address, request_id,
                       details::text as details
                from audit_event
                where sequence < ?
                  and at >= ? and at < ?
                  and (?::text is null or type = ?)
                  and (?::uuid is null or account_id = ? or actor_id = ?)
                order by sequence desc limit ?
                """,
                StoredEvent::read,
                before,
                query.from().orElse(Instant.EPOCH),
                query.to().orElse(Instant.parse("9999-01-01T00:00:00Z")),
                type,
                type,
                account,
                account,
                account,
                size);
    }
}
