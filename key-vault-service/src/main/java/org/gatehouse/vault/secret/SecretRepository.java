package org.gatehouse.vault.secret;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SecretRepository extends GenericRepository<SecretRow, UUID> {

    @Query("""
            select id, owner_id, kind, name, origin, version, address, key_provider, key_id, key_version,
                wrapped_key, payload, created_at, updated_at
            from secret
            where owner_id = :ownerId and kind = :kind and name = :name
            """)
    Optional<SecretRow> find(UUID ownerId, String kind, String name);

    @Query("""
            insert into secret (id, owner_id, kind, name, origin, version, address, key_provider, key_id, key_version,
                wrapped_key, payload, created_at, updated_at)
            values (:id, :ownerId, :kind, :name, :origin, :version, :address, :keyProvider, :keyId, :keyVersion,
                :wrappedKey, :payload, :createdAt, :updatedAt)
            """)
    void insert(SecretRow row);

    @Query("""
            update secret
            set origin = :origin, version = :version, address = :address, key_provider = :keyProvider,
                key_id = :keyId, key_version = :keyVersion, wrapped_key = :wrappedKey, payload = :payload,
                updated_at = :updatedAt
            where id = :id and owner_id = :ownerId
            """)
    void replace(SecretRow row);

    @Query("select count(*) from secret where owner_id = :ownerId")
    long countOf(UUID ownerId);

    @Query("""
            select id, owner_id, kind, name, origin, version, address, key_provider, key_id, key_version,
                wrapped_key, payload, created_at, updated_at
            from secret
            where owner_id = :ownerId
            order by kind, name
            """)
    List<SecretRow> listOf(UUID ownerId);

    @Query("""
            select id, owner_id, kind, name, origin, version, address, key_provider, key_id, key_version,
                wrapped_key, payload, created_at, updated_at
            from secret
            where id > :id
            order by id
            limit :limit
            """)
    List<SecretRow> listAfter(UUID id, int limit);

    @Query("delete from secret where id = :id and owner_id = :ownerId")
    int delete(UUID id, UUID ownerId);

    @Query("""
            insert into wrapping_key (provider, key_id, key_version, first_used_at)
            values (:provider, :keyId, :keyVersion, now())
            on conflict do nothing
            """)
    void registerKey(String provider, String keyId, int keyVersion);

    /** Held until the end of the transaction, so that the key cannot be retired beneath a new record. */
    @Query("""
            select count(*) from (
                select 1
                from wrapping_key
                where provider = :provider and key_id = :keyId and key_version = :keyVersion and retired_at is null
                for share
            ) live
            """)
    long holdLiveKey(String provider, String keyId, int keyVersion);
}
