package org.gatehouse.auth.attempt;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Sql;

/** The one budget of failed logins that all replicas spend from, and who is known where. */
@Singleton
final class BudgetRepository {

    private static final int MOST_KNOWN = 1_000_000;

    private final Sql sql;

    BudgetRepository(Sql sql) {
        this.sql = sql;
    }

    /** Takes one of as many as are allowed a minute, which come back evenly; false when none is left. */
    boolean spend(int perMinute, Instant now) {
        return sql.change("""
                insert into login_budget as b (spent, at) values (1, ?)
                on conflict (the_only_row) do update set
                    spent = 1 + greatest(0, b.spent - ? / 60.0 * extract(epoch from greatest(excluded.at, b.at) - b.at)),
                    at = greatest(excluded.at, b.at)
                where 1 + greatest(0, b.spent - ? / 60.0 * extract(epoch from greatest(excluded.at, b.at) - b.at)) <= ?
                """, now, perMinute, perMinute, perMinute) == 1;
    }

    void giveBack() {
        sql.change("update login_budget set spent = greatest(0, spent - 1)");
    }

    boolean knows(Digest accountAndNetwork, Instant since) {
        return sql.one(
                        "select true as known from known_login where key = ? and last_at >= ?",
                        row -> row.truth("known"),
                        accountAndNetwork.bytes(),
                        since)
                .isPresent();
    }

    /** Written once a day at most. */
    void remember(Digest accountAndNetwork, Instant now) {
        sql.change("""
                insert into known_login as k (key, last_at) values (?, ?)
                on conflict (key) do update set last_at = excluded.last_at
                where k.last_at < excluded.last_at - interval '1 day'
                """, accountAndNetwork.bytes(), now);
    }

    void forgetBefore(Instant time) {
        sql.change("delete from known_login where last_at < ?", time);
        sql.change(
                "delete from known_login where key in (select key from known_login order by last_at desc offset ?)",
                MOST_KNOWN);
    }
}
