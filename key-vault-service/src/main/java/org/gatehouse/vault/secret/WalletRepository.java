package org.gatehouse.vault.secret;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface WalletRepository extends GenericRepository<WalletTransactionRow, String> {

    @Query("""
            select *
            from wallet_transaction
            where owner_id = :ownerId and purpose = :purpose and idempotency_key = :key
            """)
    Optional<WalletTransactionRow> find(UUID ownerId, String purpose, String key);

    @Query("""
            select coalesce(sum(amount), 0)
            from wallet_transaction
            where owner_id = :ownerId and purpose = :purpose and day = :day
            """)
    BigDecimal sumOfDay(UUID ownerId, String purpose, LocalDate day);

    @Query("""
            select count(*)
            from wallet_transaction
            where owner_id = :ownerId and purpose = :purpose and day = :day
            """)
    long countOfDay(UUID ownerId, String purpose, LocalDate day);

    /** Until the end of the transaction nobody else gives a nonce of this account, another owner of the same key included. */
    @Query("select count(*) from pg_advisory_xact_lock(hashtextextended(:address || ' on ' || :chainId::text, 0))")
    long holdNonces(String address, long chainId);

    /** The nonce after the highest one that was ever signed with this key; 0 when there was none. */
    @Query("""
            select coalesce(max(nonce) + 1, 0)
            from wallet_transaction
            where address = :address and chain_id = :chainId
            """)
    long nextNonce(String address, long chainId);

    @Query("""
            insert into wallet_transaction (owner_id, address, chain_id, nonce, purpose, day, amount, idempotency_key,
                request_hash, raw, hash, signed_at)
            values (:ownerId, :address, :chainId, :nonce, :purpose, :day, :amount, :idempotencyKey, :requestHash, :raw,
                :hash, :signedAt)
            """)
    void insert(WalletTransactionRow row);
}
