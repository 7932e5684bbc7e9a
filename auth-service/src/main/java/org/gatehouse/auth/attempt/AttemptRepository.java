package org.gatehouse.auth.attempt;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Sql;

/** Attempts as all replicas count them. */
@Singleton
final class AttemptRepository {

    private final Sql sql;

    AttemptRepository(Sql sql) {
        this.sql = sql;
    }

    /** Counts an attempt before it is made: of all that come at once, one gets through where waiting is due. The number of it. */
    Optional<Long> count(Digest key, AttemptLimit limit, Instant now) {
        return sql.one(
                """
                insert into login_attempt as a (key, attempts, last_at, locked_till) values (?, 1, ?, ?)
                on conflict (key) do update set
                    attempts = case when a.last_at < ? then 1 else least(a.attempts + 1, 1000) end,
                    last_at = excluded.last_at,
                    locked_till = case
                        when a.last_at < ? or a.attempts < ? then excluded.last_at
                        else excluded.last_at + least(?, power(2, least(a.attempts - ?, 10))) * interval '1 second' end
                where a.locked_till <= excluded.last_at
                returning attempts::bigint as attempts
                """,
                row -> row.number("attempts"),
                key.bytes(),
                now,
                now,
                now.minus(AttemptLimit.MEMORY),
                now.minus(AttemptLimit.MEMORY),
                limit.free(),
                AttemptLimit.LONGEST_WAIT.toSeconds(),
                limit.free());
    }

    Optional<Instant> lockedTill(Digest key) {
        return sql.one(
                "select locked_till from login_attempt where key = ?", row -> row.instant("locked_till"), key.bytes());
    }

    void forget(Digest key) {
        sql.change("delete from login_attempt where key = ?", key.bytes());
    }

    /** Takes one attempt back, and the wait that it would have brought. */
    void takeBack(Digest key) {
        sql.change(
                "update login_attempt set attempts = greatest(attempts - 1, 1), locked_till = last_at where key = ?",
                key.bytes());
    }

    void removeOlderThan(Instant time) {
        sql.change("delete from login_attempt where last_at < ?", time);
    }

    /** Keeps the newest only. */
    void removeAllBut(int most) {
        sql.change(
                "delete from login_attempt where key in (select key from login_attempt order by last_at desc offset ?)",
                most);
    }
}
