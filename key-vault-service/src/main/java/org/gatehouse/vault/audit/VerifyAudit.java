package org.gatehouse.vault.audit;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Walks every chain from its start, then the anchors, and names the first row that is not what was written. */
@Singleton
final class VerifyAudit {

    private static final int PAGE = 500;

    private final AuditRepository repository;
    private final VerifyAnchors anchors;
    private final TransactionOperations<?> transactions;

    VerifyAudit(AuditRepository repository, VerifyAnchors anchors, TransactionOperations<?> transactions) {
        this.repository = repository;
        this.anchors = anchors;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Intact(long chains, long rows, long anchors) implements Outcome {}

        /** The row at this place is changed, missing or too many. */
        record Broken(UUID ownerId, long sequence) implements Outcome {}

        /** The anchor of this number is changed, missing, or not the one that was kept elsewhere. */
        record BrokenAnchor(long number) implements Outcome {}
    }

    /** @param kept anchors from outside of the database */
    Outcome verify(List<KeptAnchor> kept) {
        return switch (verifyChains()) {
            case Outcome.Intact(long chains, long rows, long none) ->
                switch (anchors.verify(kept)) {
                    case Outcome.Intact(long sum, long more, long number) -> new Outcome.Intact(chains, rows, number);
                    case Outcome.Broken broken -> broken;
                    case Outcome.BrokenAnchor broken -> broken;
                };
            case Outcome.Broken broken -> broken;
            case Outcome.BrokenAnchor broken -> broken;
        };
    }

    private Outcome verifyChains() {
        long chains = 0;
        long rows = 0;
        List<UUID> owners = repository.listFirstOwners(PAGE);
        while (!owners.isEmpty()) {
            for (UUID owner : owners) {
                Outcome outcome = verify(owner);
                if (!(outcome instanceof Outcome.Intact(long chain, long length, long none))) {
                    return outcome;
                }
                chains += chain;
                rows += length;
            }
            owners = repository.listOwnersAfter(owners.getLast(), PAGE);
        }
        return new Outcome.Intact(chains, rows, 0);
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
                    ? new Outcome.Intact(1, end.lastSequence(), 0)
                    : new Outcome.Broken(owner, end.lastSequence() + 1);
        });
    }

    private static boolean isSame(ChainHead head, ChainHead end) {
        return head.lastSequence() == end.lastSequence() && Arrays.equals(head.lastHash(), end.lastHash());
    }
}
