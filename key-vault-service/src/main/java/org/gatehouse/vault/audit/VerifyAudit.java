package org.gatehouse.vault.audit;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Walks every chain from its start and names the first row that is not what was written. */
@Singleton
final class VerifyAudit {

    private static final int PAGE = 500;

    private final AuditRepository repository;
    private final TransactionOperations<?> transactions;

    VerifyAudit(AuditRepository repository, TransactionOperations<?> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Intact(long chains, long rows) implements Outcome {}

        /** The row at this place is changed, missing or too many. */
        record Broken(UUID ownerId, long sequence) implements Outcome {}
    }

    Outcome verify() {
        long chains = 0;
        long rows = 0;
        List<UUID> owners = repository.listFirstOwners(PAGE);
        while (!owners.isEmpty()) {
            for (UUID owner : owners) {
                switch (verify(owner)) {
                    case Outcome.Broken broken -> {
                        return broken;
                    }
                    case Outcome.Intact(long chain, long length) -> {
                        chains += chain;
                        rows += length;
                    }
                }
            }
            owners = repository.listOwnersAfter(owners.getLast(), PAGE);
        }
        return new Outcome.Intact(chains, rows);
    }

    private Outcome verify(UUID owner) {
        return transactions.executeWrite(transaction -> {
            Optional<ChainHead> head = repository.lockHead(owner);
            var end = new ChainHead(owner, 0, Link.START);
            List<AuditEventRow> page = repository.listAfter(owner, 0, PAGE);
            while (!page.isEmpty()) {
                for (AuditEventRow row : page) {
                    if (!Link.holds(row, end)) {
                        return new Outcome.Broken(owner, end.lastSequence() + 1);
                    }
                    end = new ChainHead(owner, row.sequence(), row.hash());
                }
                page = repository.listAfter(owner, end.lastSequence(), PAGE);
            }
            return head.isPresent() && isSame(head.get(), end)
                    ? new Outcome.Intact(1, end.lastSequence())
                    : new Outcome.Broken(owner, end.lastSequence() + 1);
        });
    }

    private static boolean isSame(ChainHead head, ChainHead end) {
        return head.lastSequence() == end.lastSequence() && Arrays.equals(head.lastHash(), end.lastHash());
    }
}
