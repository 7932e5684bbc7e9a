package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.token.Permission;

/** API keys by owner, and by public id for whoever presents one. */
@Singleton
final class ApiKeyRepository {

    private final Sql sql;

    ApiKeyRepository(Sql sql) {
        this.sql = sql;
    }

    void add(StoredKey key, Digest digest) {
        var terms = key.terms();
        sql.change(
                """
                insert into api_key (id, account_id, public_id, secret_digest, name, permissions, models,
                                     requests_per_minute, limit_by_administrator, line, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key.id().value(),
                key.owner().value(),
                key.publicId(),
                digest.bytes(),
                terms.name(),
                terms.permissions().stream().map(Permission::wire).sorted().toList(),
                terms.models(),
                terms.requests().map(RequestLimit::perMinute).orElse(null),
                terms.requests().map(RequestLimit::byAdministrator).orElse(false),
                key.line(),
                key.createdAt(),
                terms.expiresAt().orElse(null));
    }

    List<StoredKey> all(AccountId owner) {
        return sql.list(
                "select " + StoredKey.COLUMNS + " from api_key k where k.account_id = ? order by k.created_at, k.id",
                StoredKey::read,
                owner.value());
    }

    /** Lets whoever counts the owner's keys wait for this transaction's end. */
    void countAlone(AccountId owner) {
        sql.list(
                "select true as locked from pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> row.truth("locked"),
                "keys of " + owner);
    }

    /** Those that no other has taken the place of. */
    int count(AccountId owner) {
        return sql.list(
                        "select id from api_key where account_id = ? and retires_at is null",
                        row -> row.uuid("id"),
                        owner.value())
                .size();
    }

    /** When the last of the line's earlier keys ceases to work, if one still does. */
    Optional<Instant> graceOf(UUID line, Instant now) {
        return sql
                .list(
                        "select retires_at from api_key where line = ? and retires_at > ? order by retires_at desc"
                                + " limit 1",
                        row -> row.instant("retires_at"),
                        line,
                        now)
                .stream()
                .findFirst();
    }

    Optional<StoredKey> find(ApiKeyId id, AccountId owner) {
        return sql.one(
                "select " + StoredKey.COLUMNS + " from api_key k where k.id = ? and k.account_id = ?",
                StoredKey::read,
                id.value(),
                owner.value());
    }

    /** Until the transaction ends nobody deletes it, so what is issued meanwhile is older than its revocation. */
    Optional<Presented> hold(String publicId) {
        return sql.one(
                "select " + StoredKey.COLUMNS + ", k.secret_digest from api_key k where k.public_id = ? for share",
                row -> new Presented(StoredKey.read(row), Digest.stored(row.bytes("secret_digest"))),
                publicId);
    }

    void retire(ApiKeyId id, Instant at) {
        sql.change("update api_key set retires_at = ? where id = ?", at, id.value());
    }

    List<UUID> deleteRetired(Instant now) {
        return sql.list("delete from api_key where retires_at <= ? returning id", row -> row.uuid("id"), now);
    }

    boolean delete(ApiKeyId id, AccountId owner) {
        return sql.change("delete from api_key where id = ? and account_id = ?", id.value(), owner.value()) == 1;
    }

    List<UUID> deleteAll(AccountId owner) {
        return sql.list("delete from api_key where account_id = ? returning id", row -> row.uuid("id"), owner.value());
    }

    void changeAll(AccountId owner, String name, Set<Permission> permissions, Optional<RequestLimit> requests) {
        sql.change(
                """
                update api_key set name = ?, permissions = ?, requests_per_minute = ?, limit_by_administrator = ?
                where account_id = ?
                """,
                name,
                permissions.stream().map(Permission::wire).sorted().toList(),
                requests.map(RequestLimit::perMinute).orElse(null),
                requests.map(RequestLimit::byAdministrator).orElse(false),
                owner.value());
    }

    void markUsed(Map<ApiKeyId, Instant> uses) {
        uses.forEach((id, at) ->
                sql.change("update api_key set last_used_at = greatest(last_used_at, ?) where id = ?", at, id.value()));
    }

    /** A stored key beside the digest that the presented secret must have. */
    record Presented(StoredKey key, Digest digest) {}
}
