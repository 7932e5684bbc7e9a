package org.gatehouse.vault.rotation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.WrappedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a few records to the target of a rotation in one transaction: a process that dies in the middle of it leaves
 * them as they were, and the next one finds them again. Payloads are not touched and not read.
 */
@Singleton
final class RewrapBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RewrapBatch.class);
    private static final int BATCH = 50;

    private final RotationRepository repository;
    private final KeyRing keys;
    private final TransactionOperations<?> transactions;

    RewrapBatch(RotationRepository repository, KeyRing keys, TransactionOperations<?> transactions) {
        this.repository = repository;
        this.keys = keys;
        this.transactions = transactions;
    }

    /** How many records were dealt with; 0 when no unclaimed one is left, or when this rotation is not to go on. */
    int run(RotationRow rotation) {
        return transactions.executeWrite(transaction -> {
            KeyName target = rotation.target();
            if (!mayGoOn(rotation)) {
                return 0;
            }
            List<WrapRow> claimed =
                    repository.claim(rotation.id(), target.provider(), target.keyId(), target.version(), BATCH);
            int rewrapped = 0;
            for (WrapRow row : claimed) {
                switch (rewrap(rotation, row)) {
                    case MOVED -> rewrapped++;
                    case PASSED_OVER -> {}
                    case OVERTAKEN -> {
                        transaction.setRollbackOnly();
                        return 0;
                    }
                }
            }
            repository.addProgress(rotation.id(), rewrapped, claimed.size() - rewrapped);
            return claimed.size();
        });
    }

    private enum Step {
        MOVED,
        PASSED_OVER,
        /** The provider wraps under another key by now: going on would move records for ever. */
        OVERTAKEN
    }

    /** Not when another rotation took over, and never under a key that was retired. */
    private boolean mayGoOn(RotationRow rotation) {
        KeyName target = rotation.target();
        if (repository.countRunning(rotation.id()) == 0) {
            return false;
        }
        if (repository.holdLiveKey(target.provider(), target.keyId(), target.version()) == 0) {
            LOG.error("The rotation cannot go on: its key {} has been retired", target);
            return false;
        }
        return true;
    }

    private Step rewrap(RotationRow rotation, WrapRow row) {
        Optional<WrappedKey> moved = keys.rewrap(row.wrapped(), row.binding());
        if (moved.isEmpty()) {
            LOG.error("Record {} does not open and was passed over by the rotation", row.id());
            repository.passOver(rotation.id(), row.id());
            return Step.PASSED_OVER;
        }
        KeyName name = moved.get().name();
        if (!name.equals(rotation.target())) {
            LOG.warn("The rotation towards {} stops: {} writes now, so another one is needed", rotation.target(), name);
            return Step.OVERTAKEN;
        }
        repository.rewrap(
                row.id(),
                name.provider(),
                name.keyId(),
                name.version(),
                moved.get().bytes());
        return Step.MOVED;
    }
}
