package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditEventRow, Long> {

    @Query("""
            insert into audit_chain (owner_id, last_sequence, last_hash)
            values (:ownerId, 0, :start)
            on conflict do nothing
            """)
    void openChain(UUID ownerId, byte[] start);

    @Query("""
            select owner_id, last_sequence, last_hash
            from audit_chain
            where owner_id = :ownerId
            for update
            """)
    Optional<ChainHead> lockHead(UUID ownerId);

    @Query("""
            update audit_chain
            set last_sequence = :sequence, last_hash = :hash
            where owner_id = :ownerId
            """)
    void moveHead(UUID ownerId, long sequence, byte[] hash);

    @Query("""
            insert into audit_event (owner_id, sequence, at, action, actor, secret_id, subject, purpose, request_id,
                previous_hash, hash)
            values (:ownerId, :sequence, :at, :action, :actor, :secretId, :subject, :purpose, :requestId,
                :previousHash, :hash)
            """)
    void append(AuditEventRow row);

    @Query("select owner_id from audit_chain order by owner_id limit :limit")
    List<UUID> listFirstOwners(int limit);

    @Query("select owner_id from audit_chain where owner_id > :last order by owner_id limit :limit")
    List<UUID> listOwnersAfter(UUID last, int limit);

    @Query("""
            select *
            from audit_event
            where owner_id = :ownerId and sequence > :sequence
            order by sequence
            limit :limit
            """)
    List<AuditEventRow> listAfter(UUID ownerId, long sequence, int limit);

    @Query("""
            select *
            from audit_event
            where owner_id = :ownerId and sequence < :before
            order by sequence desc
            limit :limit
            """)
    List<AuditEventRow> listBefore(UUID ownerId, long before, int limit);
}
