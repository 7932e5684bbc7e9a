package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.auth.sql.Sql;

/** Accounts and their password hashes. */
@Singleton
final class AccountRepository {

    private static final long ADVISORY_LOCK = 0x6761746e_61646d6eL;

    private final Sql sql;

    AccountRepository(Sql sql) {
        this.sql = sql;
    }

    /** False when the address is taken. */
    boolean add(Account account, PasswordHash hash) {
        return sql.change(
                        """
                        insert into account (id, name, email, password_hash, roles, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """,
                        account.id().value(),
                        account.name(),
                        account.email().value(),
                        hash.text(),
                        account.roleNames(),
                        account.createdAt(),
                        account.createdAt())
                == 1;
    }

    /** One whose password is another's business. */
    void addForeign(Account account) {
        sql.change(
                """
                insert into account (id, name, email, roles, created_at, updated_at, identity_provider, username)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                account.id().value(),
                account.name(),
                account.email().value(),
                account.roleNames(),
                account.createdAt(),
                account.createdAt(),
                account.login().provider().wire(),
                account.login().username());
    }

    /** Takes over what the other provider says now. */
    void replaceForeign(Account account, Instant now) {
        sql.change(
                "update account set name = ?, email = ?, username = ?, roles = ?, updated_at = ? where id = ?",
                account.name(),
                account.email().value(),
                account.login().username(),
                account.roleNames(),
                now,
                account.id().value());
    }

    Optional<Account> find(AccountId id) {
        return sql.one(
                "select id, name, email, roles, status, created_at, identity_provider, username from account where id"
                        + " = ?",
                Account::read,
                id.value());
    }

    /** Until the transaction ends nobody disables or deletes it, so what is issued meanwhile is older than its revocation. */
    Optional<Account> hold(AccountId id) {
        return sql.one(
                "select id, name, email, roles, status, created_at, identity_provider, username from account where id"
                        + " = ? for share",
                Account::read,
                id.value());
    }

    boolean hasLocal(Email email) {
        return sql.one(
                        "select id from account where lower(email) = lower(?) and identity_provider = 'local'",
                        row -> row.uuid("id"),
                        email.value())
                .isPresent();
    }

    /** Those that log in elsewhere under the name; it proves nothing. */
    List<AccountId> foreignNamed(String username) {
        return sql.list(
                "select id from account where lower(username) = lower(?) and identity_provider = 'keycloak' limit 2",
                row -> new AccountId(row.uuid("id")),
                username);
    }

    Optional<WithPassword> findWithPassword(Email email) {
        return sql.one("""
            select id, name, email, roles, status, created_at, identity_provider, username, password_hash
            from account where lower(email) = lower(?) and identity_provider = 'local'
            """, AccountRepository::withPassword, email.value());
    }

    /** False, and nothing is changed, when the password was changed meanwhile. */
    boolean renewHash(AccountId id, PasswordHash old, PasswordHash renewed, Instant now) {
        return sql.change(
                        "update account set password_hash = ?, updated_at = ? where id = ? and password_hash = ?",
                        renewed.text(),
                        now,
                        id.value(),
                        old.text())
                == 1;
    }

    /** Until the transaction ends nobody changes it, and whoever reads it to do so waits. */
    Optional<Account> lock(AccountId id) {
        return sql.one(
                "select id, name, email, roles, status, created_at, identity_provider, username from account where id"
                        + " = ? for update",
                Account::read,
                id.value());
    }

    /** Like {@link #hold}; empty when that is no longer its password. */
    Optional<Account> holdWith(AccountId id, PasswordHash hash) {
        return sql.one("""
            select id, name, email, roles, status, created_at, identity_provider, username from account
            where id = ? and password_hash = ? for share
            """, Account::read, id.value(), hash.text());
    }

    List<Account> search(String text) {
        return sql.list("""
            select id, name, email, roles, status, created_at, identity_provider, username from account
            where (strpos(lower(name), lower(?)) > 0 or strpos(email, lower(?)) > 0)
              and not 'service' = any (roles)
            order by email limit 200
            """, Account::read, text, text);
    }

    void replace(Account account, Instant now) {
        sql.change(
                "update account set name = ?, roles = ?, status = ?, left_at = null, updated_at = ? where id = ?",
                account.name(),
                account.roleNames(),
                account.active() ? "active" : "disabled",
                now,
                account.id().value());
    }

    /** False unless it was active. */
    boolean leave(AccountId id, Instant now) {
        return sql.change(
                        "update account set status = 'disabled', left_at = ?, updated_at = ? where id = ? and status ="
                                + " 'active'",
                        now,
                        now,
                        id.value())
                == 1;
    }

    /** False unless it has left, and nobody here has disabled it since. */
    boolean comeBack(AccountId id, Instant now) {
        return sql.change(
                        "update account set status = 'active', left_at = null, updated_at = ? where id = ? and left_at"
                                + " is not null",
                        now,
                        id.value())
                == 1;
    }

    void changeHash(AccountId id, PasswordHash hash, Instant now) {
        sql.change("update account set password_hash = ?, updated_at = ? where id = ?", hash.text(), now, id.value());
    }

    boolean hasPassword(AccountId id, PasswordHash hash) {
        return sql.one(
                        "select id from account where id = ? and password_hash = ?",
                        row -> row.uuid("id"),
                        id.value(),
                        hash.text())
                .isPresent();
    }

    boolean changeEmail(AccountId id, Email email, Instant now) {
        return sql.change("""
            update account set email = ?, updated_at = ?
            where id = ? and identity_provider = 'local' and not exists (
                select 1 from account o where o.email = ? and o.id <> ? and o.identity_provider = 'local')
            """, email.value(), now, id.value(), email.value(), id.value()) == 1;
    }

    /** Like {@link #hold}, of who made a program. */
    Optional<Account> holdMaker(AccountId program) {
        return sql.one("""
            select a.id, a.name, a.email, a.roles, a.status, a.created_at, a.identity_provider, a.username
            from client c join account a on a.id = c.owner_id where c.id = ? for share of a
            """, Account::read, program.value());
    }

    List<AccountId> programsOf(AccountId maker) {
        return sql.list(
                "select id from client where owner_id = ?", row -> new AccountId(row.uuid("id")), maker.value());
    }

    void delete(AccountId id) {
        sql.change(
                "delete from account where id = ? or id in (select id from client where owner_id = ?)",
                id.value(),
                id.value());
    }

    boolean isLastAdministrator(AccountId id) {
        lock();
        var administrators = sql.list(
                "select id from account where 'admin' = any (roles) and status = 'active' limit 2",
                row -> row.uuid("id"));
        return administrators.equals(List.of(id.value()));
    }

    /** Asks while other replicas that ask wait for this transaction's end. */
    boolean lacksAdministrator() {
        lock();
        return sql.list(
                        "select id from account where 'admin' = any (roles) and status = 'active' limit 1",
                        row -> row.uuid("id"))
                .isEmpty();
    }

    private void lock() {
        sql.list("select true as locked from pg_advisory_xact_lock(?)", row -> row.truth("locked"), ADVISORY_LOCK);
    }

    private static WithPassword withPassword(Row row) {
        return new WithPassword(Account.read(row), new PasswordHash(row.text("password_hash")));
    }

    /** An account beside what proves it. */
    record WithPassword(Account account, PasswordHash hash) {}
}
