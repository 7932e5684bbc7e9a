package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AnchorKeyRepository extends GenericRepository<AnchorKeyRow, UUID> {

    @Query("""
            select id, key_provider, key_id, key_version, wrapped_key, payload, created_at
            from secret
            where owner_id = :ownerId and kind = 'anchor-key' and name = ''
            """)
    Optional<AnchorKeyRow> find(UUID ownerId);

    @Query("""
            insert into wrapping_key (provider, key_id, key_version, first_used_at)
            values (:provider, :keyId, :keyVersion, now())
            on conflict do nothing
            """)
    void registerKey(String provider, String keyId, int keyVersion);

    /** Held until the end of the transaction, so that the key cannot be retired beneath the new record. */
    @Query("""
            select count(*) from (
                select 1
                from wrapping_key
                where provider = :provider and key_id = :keyId and key_version = :keyVersion and retired_at is null
                for share
            ) live
            """)
    long holdLiveKey(String provider, String keyId, int keyVersion);

    @Query("""
            insert into secret (id, owner_id, kind, name, origin, version, key_provider, key_id, key_version, wrapped_key,
                payload, created_at, updated_at)
            values (:id, '00000000-0000-0000-0000-000000000000', 'anchor-key', '', '', 1, :keyProvider, :keyId, :keyVersion,
                :wrappedKey, :payload, :createdAt, :createdAt)
            """)
    void insert(AnchorKeyRow row);
}
