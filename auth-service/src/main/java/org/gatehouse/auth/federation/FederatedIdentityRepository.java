package org.gatehouse.auth.federation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Sql;

/** Which account belongs to which user of which issuer. */
@Singleton
final class FederatedIdentityRepository {

    private static final String COLUMNS = "issuer, subject, account_id, as_of, refused_until";

    private final Sql sql;

    FederatedIdentityRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of several first sights at once one is true; the others wait for it. */
    boolean claim(String issuer, String subject, Instant asOf, Instant now) {
        return sql.change("""
                insert into federated_identity (issuer, subject, as_of, first_seen_at) values (?, ?, ?, ?)
                on conflict do nothing
                """, issuer, subject, asOf, now) == 1;
    }

    void link(String issuer, String subject, AccountId account) {
        sql.change(
                "update federated_identity set account_id = ? where issuer = ? and subject = ?",
                account.value(),
                issuer,
                subject);
    }

    /** Until the transaction ends nobody else changes it. */
    Optional<FederatedIdentity> hold(String issuer, String subject) {
        return sql.one(
                "select " + COLUMNS + " from federated_identity where issuer = ? and subject = ? for update",
                FederatedIdentity::read,
                issuer,
                subject);
    }

    Optional<FederatedIdentity> of(AccountId account) {
        return sql.one(
                "select " + COLUMNS + " from federated_identity where account_id = ?",
                FederatedIdentity::read,
                account.value());
    }

    void tookOver(FederatedIdentity identity, Instant asOf) {
        sql.change(
                "update federated_identity set as_of = ? where issuer = ? and subject = ?",
                asOf,
                identity.issuer(),
                identity.subject());
    }

    /** In the order of their accounts, behind the given one. */
    List<Holder> holders(String issuer, Holding holding, AccountId after, int most) {
        return sql.list(
                """
                select f.subject, f.account_id, a.left_at is not null as has_left
                from federated_identity f join account a on a.id = f.account_id
                where f.issuer = ? and f.account_id > ? and (a.left_at >= ? or a.status = 'active' and (f.as_of >= ? or exists (
                    select from api_key k
                    where k.account_id in (
                            select f.account_id union all select c.id from client c where c.owner_id = f.account_id)
                        and coalesce(k.last_used_at, k.created_at) >= ?
                        and coalesce(k.expires_at, 'infinity') > ? and coalesce(k.retires_at, 'infinity') > ?)))
                order by f.account_id limit ?
                """,
                Holder::read,
                issuer,
                after.value(),
                holding.leftSince(),
                holding.tokensSince(),
                holding.keysUsedSince(),
                holding.now(),
                holding.now(),
                most);
    }

    void refuseUntil(AccountId account, Instant until) {
        sql.change("update federated_identity set refused_until = ? where account_id = ?", until, account.value());
    }
}
