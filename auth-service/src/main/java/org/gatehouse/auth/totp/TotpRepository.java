package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sealing.MasterKeys;
import org.gatehouse.auth.sealing.Sealed;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.auth.sql.Sql;

/** Second factors as they lie in the database: the secret sealed for its own account, recovery codes as digests. */
@Singleton
final class TotpRepository {

    private static final int FREE_ATTEMPTS = 5;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Sql sql;
    private final MasterKeys masterKeys;

    TotpRepository(Sql sql, MasterKeys masterKeys) {
        this.sql = sql;
        this.masterKeys = masterKeys;
    }

    /** Begins an enrolment anew; false when a second factor is in use. */
    boolean begin(AccountId account, TotpSecret secret, List<Digest> recovery, Instant now) {
        var sealed = masterKeys.seal(secret.bytes(), context(account));
        sql.change("delete from totp where account_id = ? and confirmed_at is null", account.value());
        var added = sql.change("""
                insert into totp (account_id, sealed_secret, master_key_id, created_at, locked_till)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """, account.value(), sealed.bytes(), sealed.masterKeyId(), now, now);
        if (added == 1) {
            recovery.forEach(digest -> sql.change(
                    "insert into recovery_code (digest, account_id) values (?, ?)", digest.bytes(), account.value()));
        }
        return added == 1;
    }

    boolean enabled(AccountId account) {
        return sql.one(
                        "select account_id from totp where account_id = ? and confirmed_at is not null",
                        row -> row.uuid("account_id"),
                        account.value())
                .isPresent();
    }

    /** Counts an attempt before it is made, and hands out what it takes to judge it; empty while waiting is due. */
    Optional<TotpSecret> attempt(AccountId account, boolean confirmed, Instant now) {
        return sql.one(
                """
                update totp set attempts = least(attempts + 1, 1000),
                    locked_till = case when attempts < ? then ?::timestamptz
                        else ?::timestamptz + least(?, power(2, least(attempts - ?, 10))) * interval '1 second' end
                where account_id = ? and (confirmed_at is not null) = ? and locked_till <= ?
                returning sealed_secret, master_key_id, account_id
                """,
                this::secret,
                FREE_ATTEMPTS,
                now,
                now,
                LONGEST_WAIT_SECONDS,
                FREE_ATTEMPTS,
                account.value(),
                confirmed,
                now);
    }

    Optional<Instant> lockedTill(AccountId account, boolean confirmed) {
        return sql.one(
                "select locked_till from totp where account_id = ? and (confirmed_at is not null) = ?",
                row -> row.instant("locked_till"),
                account.value(),
                confirmed);
    }

    /** Spends the code of a step: of all that bring it, on all replicas, one is told true. */
    boolean spend(AccountId account, long step, Instant now) {
        return sql.change("""
                update totp set last_step = ?, attempts = 0, locked_till = ?, confirmed_at = coalesce(confirmed_at, ?)
                where account_id = ? and last_step < ?
                """, step, now, now, account.value(), step) == 1;
    }

    boolean spend(AccountId account, Digest recoveryCode, Instant now) {
        var spent = sql.change(
                "delete from recovery_code where digest = ? and account_id = ?", recoveryCode.bytes(), account.value());
        if (spent == 1) {
            sql.change("update totp set attempts = 0, locked_till = ? where account_id = ?", now, account.value());
        }
        return spent == 1;
    }

    boolean remove(AccountId account) {
        return sql.change("delete from totp where account_id = ?", account.value()) == 1;
    }

    /** Seals anew what an earlier master key sealed, so that one can be retired; of several replicas one does each. */
    void reseal(int most) {
        sql.list(
                        """
                select account_id, sealed_secret, master_key_id from totp where master_key_id <> ?
                limit ? for update skip locked
                """,
                        row -> new Stored(new AccountId(row.uuid("account_id")), secret(row)),
                        masterKeys.currentId(),
                        most)
                .forEach(stored -> {
                    var sealed = masterKeys.seal(stored.secret().bytes(), context(stored.account()));
                    sql.change(
                            "update totp set sealed_secret = ?, master_key_id = ? where account_id = ?",
                            sealed.bytes(),
                            sealed.masterKeyId(),
                            stored.account().value());
                });
    }

    private TotpSecret secret(Row row) {
        var sealed = new Sealed(row.text("master_key_id"), row.bytes("sealed_secret"));
        return TotpSecret.of(masterKeys.open(sealed, context(new AccountId(row.uuid("account_id")))));
    }

    private static String context(AccountId account) {
        return "totp:" + account;
    }

    private record Stored(AccountId account, TotpSecret secret) {}
}
