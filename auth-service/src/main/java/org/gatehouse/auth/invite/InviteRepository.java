package org.gatehouse.auth.invite;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Sql;

/** Invites, whose codes are stored as digests. */
@Singleton
final class InviteRepository {

    private static final String COLUMNS = "id, note, created_by, created_at, expires_at, used_at, account_id";

    private final Sql sql;

    InviteRepository(Sql sql) {
        this.sql = sql;
    }

    void add(Invite invite, Digest digest) {
        sql.change(
                """
                insert into invite (id, digest, note, created_by, created_at, expires_at) values (?, ?, ?, ?, ?, ?)
                """,
                invite.id(),
                digest.bytes(),
                invite.note().orElse(null),
                invite.createdBy(),
                invite.createdAt(),
                invite.expiresAt());
    }

    List<Invite> all() {
        return sql.list("select " + COLUMNS + " from invite order by created_at desc, id limit 1000", Invite::read);
    }

    /** Of all that bring the code at once, one is told which invite it was. */
    Optional<UUID> use(Digest digest, Instant now) {
        return sql.one(
                "update invite set used_at = ? where digest = ? and used_at is null and expires_at > ? returning id",
                row -> row.uuid("id"),
                now,
                digest.bytes(),
                now);
    }

    void usedBy(UUID id, UUID account) {
        sql.change("update invite set account_id = ? where id = ?", account, id);
    }

    /** As if it had not been used: nothing came of it. */
    void giveBack(UUID id) {
        sql.change("update invite set used_at = null where id = ? and account_id is null", id);
    }

    boolean delete(UUID id) {
        return sql.change("delete from invite where id = ?", id) == 1;
    }

    void removeExpired(Instant before) {
        sql.change("delete from invite where expires_at < ?", before);
    }
}
