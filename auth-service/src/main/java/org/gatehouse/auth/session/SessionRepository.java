package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Sessions and their refresh tokens, which are stored as digests only. */
@Singleton
final class SessionRepository {

    private final Sql sql;

    SessionRepository(Sql sql) {
        this.sql = sql;
    }

    void add(Session session, @Nullable String userAgent, String address) {
        sql.change(
                """
                insert into session (id, account_id, authenticated_at, methods, user_agent, address, created_at, last_used_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                session.id().value(),
                session.owner().value(),
                session.authenticatedAt(),
                session.methods(),
                userAgent,
                address,
                session.authenticatedAt(),
                session.authenticatedAt(),
                session.expiresAt());
    }

    void addToken(SessionId session, Digest digest, Instant now) {
        sql.change(
                "insert into refresh_token (digest, session_id, issued_at) values (?, ?, ?)",
                digest.bytes(),
                session.value(),
                now);
    }

    /** Spends the token: of all that try at once, one gets the session. */
    Optional<Session> spend(Digest digest, Instant now) {
        return sql.one("""
                with spent as (
                    update refresh_token t set spent_at = ?
                    from session s
                    where t.digest = ? and t.spent_at is null
                      and s.id = t.session_id and s.ended_at is null and s.expires_at > ?
                    returning t.session_id)
                update session s set last_used_at = ? from spent where s.id = spent.session_id and s.ended_at is null
                returning s.id, s.account_id, s.authenticated_at, s.methods, s.expires_at
                """, Session::read, now, digest.bytes(), now, now);
    }

    /** The session this token was spent in before, if that is still open. */
    Optional<SessionId> openWithSpent(Digest digest) {
        return sql.one("""
                select s.id from refresh_token t join session s on s.id = t.session_id
                where t.digest = ? and t.spent_at is not null and s.ended_at is null
                """, row -> new SessionId(row.uuid("id")), digest.bytes());
    }

    Optional<SessionId> openWith(Digest digest) {
        return sql.one("""
                select s.id from refresh_token t join session s on s.id = t.session_id
                where t.digest = ? and s.ended_at is null
                """, row -> new SessionId(row.uuid("id")), digest.bytes());
    }

    List<OpenedSession> open(AccountId owner, Instant now) {
        return sql.list("""
                select id, user_agent, created_at, last_used_at, expires_at from session
                where account_id = ? and ended_at is null and expires_at > ?
                order by last_used_at desc, id
                """, OpenedSession::read, owner.value(), now);
    }

    boolean owns(AccountId owner, SessionId id) {
        return sql.one(
                        "select id from session where id = ? and account_id = ?",
                        row -> row.uuid("id"),
                        id.value(),
                        owner.value())
                .isPresent();
    }

    /** Whose it was, for the one caller that ended it. */
    Optional<AccountId> end(SessionId id, Instant now) {
        return sql.one(
                "update session set ended_at = ? where id = ? and ended_at is null returning account_id",
                row -> new AccountId(row.uuid("account_id")),
                now,
                id.value());
    }

    /** Renews the authentication of an open session and spends the refresh tokens it had. */
    Optional<Session> stepUp(SessionId id, AccountId owner, List<String> methods, Instant now) {
        var session = sql.one("""
                update session set authenticated_at = ?, methods = ?, last_used_at = ?
                where id = ? and account_id = ? and ended_at is null and expires_at > ?
                returning id, account_id, authenticated_at, methods, expires_at
                """, Session::read, now, methods, now, id.value(), owner.value(), now);
        session.ifPresent(open -> sql.change(
                "update refresh_token set spent_at = ? where session_id = ? and spent_at is null", now, id.value()));
        return session;
    }

    List<UUID> endAll(AccountId owner, Instant now) {
        return sql.list(
                "update session set ended_at = ? where account_id = ? and ended_at is null and expires_at > ? returning id",
                row -> row.uuid("id"),
                now,
                owner.value(),
                now);
    }

    void removeExpired(Instant before) {
        sql.change("delete from session where expires_at < ?", before);
    }
}
