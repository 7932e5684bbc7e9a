package org.gatehouse.vault.rotation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RotationRepository extends GenericRepository<RotationRow, UUID> {

    @Query("select * from rotation where finished_at is null")
    Optional<RotationRow> findRunning();

    @Query("select * from rotation order by started_at desc limit 1")
    Optional<RotationRow> findLast();

    @Query("select * from rotation where id = :id")
    Optional<RotationRow> find(UUID id);

    @Query("select count(*) from rotation where id = :id and finished_at is null")
    long countRunning(UUID id);

    /** Held until the end of the transaction, so that the key cannot be retired beneath a rewrapped record. */
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
            insert into rotation (id, provider, key_id, key_version, started_by, started_at)
            values (:id, :provider, :keyId, :keyVersion, :startedBy, :startedAt)
            on conflict do nothing
            """)
    void start(UUID id, String provider, String keyId, int keyVersion, String startedBy, Instant startedAt);

    @Query("""
            update rotation
            set finished_at = :at
            where id = :id and finished_at is null
            """)
    void finish(UUID id, Instant at);

    @Query("update rotation set rewrapped = rewrapped + :rewrapped, failed = failed + :failed where id = :id")
    void addProgress(UUID id, long rewrapped, long failed);

    @Query("insert into rotation_failure (rotation_id, secret_id) values (:id, :secretId) on conflict do nothing")
    void passOver(UUID id, UUID secretId);

    /** Locked for this transaction; replicas that ask at the same time get other records. */
    @Query("""
            select s.id, s.owner_id, case when s.name = '' then s.kind else s.kind || '/' || s.name end as purpose,
                s.version, s.origin, s.key_provider, s.key_id, s.key_version, s.wrapped_key
            from secret s
            where (s.key_provider, s.key_id, s.key_version) <> (:provider, :keyId, :keyVersion)
                and not exists (
                    select 1 from rotation_failure f where f.rotation_id = :rotationId and f.secret_id = s.id)
            order by s.id
            limit :limit
            for update of s skip locked
            """)
    List<WrapRow> claim(UUID rotationId, String provider, String keyId, int keyVersion, int limit);

    @Query("""
            update secret
            set key_provider = :provider, key_id = :keyId, key_version = :keyVersion, wrapped_key = :wrappedKey
            where id = :id
            """)
    void rewrap(UUID id, String provider, String keyId, int keyVersion, byte[] wrappedKey);

    /** Records still under another key, those that are being worked on included. */
    @Query("""
            select count(*)
            from secret s
            where (s.key_provider, s.key_id, s.key_version) <> (:provider, :keyId, :keyVersion)
                and not exists (
                    select 1 from rotation_failure f where f.rotation_id = :rotationId and f.secret_id = s.id)
            """)
    long countRemaining(UUID rotationId, String provider, String keyId, int keyVersion);

    @Query("""
            select k.provider, k.key_id, k.key_version, count(s.id) as records, k.retired_at
            from wrapping_key k
            left join secret s on (s.key_provider, s.key_id, s.key_version) = (k.provider, k.key_id, k.key_version)
            group by k.provider, k.key_id, k.key_version
            order by k.first_used_at
            """)
    List<KeyCount> countByKey();

    @Query("""
            insert into wrapping_key (provider, key_id, key_version, first_used_at)
            values (:provider, :keyId, :keyVersion, now())
            on conflict do nothing
            """)
    void registerKey(String provider, String keyId, int keyVersion);

    /** Waits for whoever is writing a record under this key. */
    @Query("""
            select count(*) from (
                select 1
                from wrapping_key
                where provider = :provider and key_id = :keyId and key_version = :keyVersion
                for update
            ) held
            """)
    long lockKey(String provider, String keyId, int keyVersion);

    @Query("""
            select count(*)
            from secret
            where key_provider = :provider and key_id = :keyId and key_version = :keyVersion
            """)
    long countUnder(String provider, String keyId, int keyVersion);

    @Query("""
            update wrapping_key
            set retired_at = :at
            where provider = :provider and key_id = :keyId and key_version = :keyVersion and retired_at is null
            """)
    void retire(String provider, String keyId, int keyVersion, Instant at);
}
