package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Sql;

/** Which second factors count for step-up, and whose word was given for them. */
@Singleton
final class FactorRepository {

    private final Sql sql;

    FactorRepository(Sql sql) {
        this.sql = sql;
    }

    boolean counts(AccountId account, Instant setUpBefore) {
        return sql.one("""
            select account_id from totp
            where account_id = ? and confirmed_at is not null and (vouched_at is not null or confirmed_at <= ?)
            """, row -> row.uuid("account_id"), account.value(), setUpBefore)
                .isPresent();
    }

    /** Whether it counts for any administrator. */
    boolean countsForAny(Instant setUpBefore) {
        return !sql.list("""
            select t.account_id from totp t join account a on a.id = t.account_id
            where 'admin' = any (a.roles) and a.status = 'active' and t.confirmed_at is not null
              and (t.vouched_at is not null or t.confirmed_at <= ?)
            limit 1
            """, row -> row.uuid("account_id"), setUpBefore).isEmpty();
    }

    /** False when no factor is in use. */
    boolean vouch(AccountId account, Instant now) {
        return sql.change(
                        "update totp set vouched_at = ? where account_id = ? and confirmed_at is not null",
                        now,
                        account.value())
                == 1;
    }

    void consent(AccountId account, UUID by, Instant until) {
        sql.change("""
            insert into factor_consent (account_id, given_by, until) values (?, ?, ?)
            on conflict (account_id) do update set given_by = excluded.given_by, until = excluded.until
            """, account.value(), by, until);
    }

    boolean hasConsent(AccountId account, Instant now) {
        return sql.one(
                        "select account_id from factor_consent where account_id = ? and until > ?",
                        row -> row.uuid("account_id"),
                        account.value(),
                        now)
                .isPresent();
    }

    /** Whose word there was, for the one that uses it. */
    Optional<UUID> takeConsent(AccountId account, Instant now) {
        return sql.one(
                "delete from factor_consent where account_id = ? and until > ? returning given_by",
                row -> row.uuid("given_by"),
                account.value(),
                now);
    }
}
