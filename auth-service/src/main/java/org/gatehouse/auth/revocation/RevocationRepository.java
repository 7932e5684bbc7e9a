package org.gatehouse.auth.revocation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.sql.Sql;

/** The list of revocations; each insert is announced to all replicas when its transaction commits. */
@Singleton
final class RevocationRepository {

    private static final long ADVISORY_LOCK = 0x6761746e_7265766fL;

    private final Sql sql;

    RevocationRepository(Sql sql) {
        this.sql = sql;
    }

    /** Last in a transaction: the lock it takes is held to the commit, which keeps cursors in the order of commits. */
    void add(Revocation.Kind kind, List<UUID> subjects, Instant at, Instant until) {
        sql.list("select true as locked from pg_advisory_xact_lock(?)", row -> row.truth("locked"), ADVISORY_LOCK);
        for (var subject : subjects) {
            sql.change(
                    "insert into revocation (kind, subject, at, until) values (?, ?, ?, ?)",
                    kind.wire(),
                    subject,
                    at,
                    until);
        }
    }

    boolean covers(Revocation.Kind kind, UUID subject, Instant issuedAt) {
        return sql.one(
                        "select true as covered from revocation where kind = ? and subject = ? and at >= ? limit 1",
                        row -> row.truth("covered"),
                        kind.wire(),
                        subject,
                        issuedAt)
                .isPresent();
    }

    List<Revocation> after(long cursor, Instant now) {
        return sql.list(
                "select cursor, kind, subject, at, until from revocation where cursor > ? and until > ? order by cursor",
                Revocation::read,
                cursor,
                now);
    }

    void removeOutlived(Instant now) {
        sql.change("delete from revocation where until < ?", now);
    }
}
