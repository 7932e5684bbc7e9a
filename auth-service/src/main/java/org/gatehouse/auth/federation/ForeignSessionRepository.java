package org.gatehouse.auth.federation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.auth.sql.Sql;

/** The realm's login sessions that were heard of here, and the words of their ends that were obeyed. */
@Singleton
final class ForeignSessionRepository {

    private final Sql sql;

    ForeignSessionRepository(Sql sql) {
        this.sql = sql;
    }

    /** Takes note of a session, whose owner has proved who they are at that time if it is known; of all that do one is told it is news. */
    Seen see(UUID id, AccountId account, Optional<Instant> authenticatedAt, Instant now) {
        return sql.one("""
                insert into foreign_session as known (id, account_id, authenticated_at, seen_at) values (?, ?, ?, ?)
                on conflict (id) do update set
                    authenticated_at = greatest(known.authenticated_at, excluded.authenticated_at),
                    seen_at = excluded.seen_at
                returning old.id is null or coalesce(new.authenticated_at > old.authenticated_at, false) as is_login,
                    new.authenticated_at
                """, Seen::read, id, account.value(), authenticatedAt.orElse(null), now)
                .orElseThrow();
    }

    /** Whose it was, for the one caller that ended it; empty also when it was never heard of. */
    Optional<AccountId> end(UUID id, Instant now) {
        return sql.one(
                "update foreign_session set ended_at = ? where id = ? and ended_at is null returning account_id",
                row -> new AccountId(row.uuid("account_id")),
                now,
                id);
    }

    /** Of all that bring the same logout token one is told true. */
    boolean spend(Digest logoutToken, Instant expiresAt) {
        return sql.change(
                        "insert into logout_token (digest, expires_at) values (?, ?) on conflict do nothing",
                        logoutToken.bytes(),
                        expiresAt)
                == 1;
    }

    void removeUnseenSince(Instant time) {
        sql.change("delete from foreign_session where seen_at < ?", time);
    }

    void removeLogoutTokensExpiredBefore(Instant time) {
        sql.change("delete from logout_token where expires_at < ?", time);
    }

    /**
     * What is known of a session after a look at it.
     *
     * @param isLogin whether its owner has proved who they are since the last one, or there was none
     */
    record Seen(boolean isLogin, Optional<Instant> authenticatedAt) {

        private static Seen read(Row row) {
            return new Seen(row.truth("is_login"), row.optionalInstant("authenticated_at"));
        }
    }
}
