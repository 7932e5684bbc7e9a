package org.gatehouse.vault.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AnchorRepository extends GenericRepository<AnchorRow, Long> {

    /** One anchor at a time, in all replicas; readers are not kept waiting. */
    @Query("select count(*) from pg_advisory_xact_lock(8102001)")
    long lock();

    @Query("select * from audit_anchor order by number desc limit 1")
    Optional<AnchorRow> findLast();

    @Query("select * from audit_anchor where number > :number order by number limit :limit")
    List<AnchorRow> listAfter(long number, int limit);

    /** Puts down where the chains end that have grown since they were last anchored, all as of one moment. */
    @Query("""
            with grown as (
                insert into audit_anchor_head (anchor, owner_id, last_sequence, last_hash)
                select :anchor, c.owner_id, c.last_sequence, c.last_hash
                from audit_chain c
                where c.last_sequence > coalesce(
                    (select max(h.last_sequence) from audit_anchor_head h where h.owner_id = c.owner_id), 0)
                returning owner_id, last_sequence, last_hash)
            select owner_id, last_sequence, last_hash
            from grown
            order by owner_id
            """)
    List<ChainHead> addHeads(long anchor);

    @Query("insert into audit_anchor (number, at, chains, mac) values (:number, :at, :chains, :mac)")
    void add(long number, Instant at, int chains, byte[] mac);

    @Query("""
            select h.owner_id, h.last_sequence, h.last_hash, coalesce(e.hash, '') as found_hash
            from audit_anchor_head h
            left join audit_event e on e.owner_id = h.owner_id and e.sequence = h.last_sequence
            where h.anchor = :anchor
            order by h.owner_id
            """)
    List<AnchoredHead> listHeads(long anchor);

    /** How far an owner's chain reaches without the given row. */
    @Query("select coalesce(max(sequence), 0) from audit_event where owner_id = :ownerId and sequence <= :sequence")
    long lastUpTo(UUID ownerId, long sequence);
}
