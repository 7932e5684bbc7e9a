package org.gatehouse.vault.audit;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.vault.audit.Audited.Done;
import org.gatehouse.vault.audit.Audited.Nothing;
import org.gatehouse.vault.envelope.OwnerId;

/**
 * The only way to touch a secret: the work and its audit row share one transaction, so that neither is ever kept
 * without the other, and the uses of one owner's secrets follow one another.
 */
@Singleton
public final class AuditTrail {

    /** The chain of what concerns no owner: rotations, retired keys. */
    public static final OwnerId SYSTEM = new OwnerId(new UUID(0, 0));

    private final AuditRepository repository;
    private final TransactionOperations<?> transactions;
    private final InstantSource clock;

    AuditTrail(AuditRepository repository, TransactionOperations<?> transactions, InstantSource clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Throws {@link AuditUnavailable}, with nothing done, when the use cannot be recorded. */
    public <T> T inTurn(OwnerId owner, Supplier<Audited<T>> work) {
        return transactions.executeWrite(transaction -> {
            ChainHead head = lockHead(owner);
            return switch (work.get()) {
                case Done<T>(T result, Use use) -> {
                    append(head, use);
                    yield result;
                }
                case Nothing<T>(T result) -> {
                    transaction.setRollbackOnly();
                    yield result;
                }
            };
        });
    }

    private ChainHead lockHead(OwnerId owner) {
        try {
            repository.openChain(owner.value(), Link.START);
            return repository.lockHead(owner.value()).orElseThrow();
        } catch (DataAccessException failure) {
            throw new AuditUnavailable(failure);
        }
    }

    private void append(ChainHead head, Use use) {
        AuditEventRow row = Link.next(head, use, clock.instant());
        try {
            repository.append(row);
            repository.moveHead(row.ownerId(), row.sequence(), row.hash());
        } catch (DataAccessException failure) {
            throw new AuditUnavailable(failure);
        }
    }
}
