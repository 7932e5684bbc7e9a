package org.gatehouse.vault.audit;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts down where all chains end, so that rows cut off an end, or a whole owner taken away, are found later. Each anchor
 * is logged too: kept elsewhere, the line proves what the database held.
 */
@Singleton
final class MakeAnchor {

    private static final Logger LOG = LoggerFactory.getLogger(MakeAnchor.class);

    private final AnchorRepository repository;
    private final AnchorKey key;
    private final TransactionOperations<?> transactions;
    private final InstantSource clock;

    MakeAnchor(AnchorRepository repository, AnchorKey key, TransactionOperations<?> transactions, InstantSource clock) {
        this.repository = repository;
        this.key = key;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Empty when the last one is younger than the age, or when no chain has grown since. */
    Optional<AnchorRow> make(Duration age) {
        try (SecretMaterial secret = key.findOrMake()) {
            Optional<AnchorRow> made = transactions.executeWrite(transaction -> {
                var _ = repository.lock();
                Optional<AnchorRow> row = next(secret, age);
                if (row.isEmpty()) {
                    transaction.setRollbackOnly();
                }
                return row;
            });
            made.ifPresent(anchor ->
                    LOG.info("Audit anchor {} of {}: {}", anchor.number(), anchor.at(), Anchor.spell(anchor.mac())));
            return made;
        }
    }

    private Optional<AnchorRow> next(SecretMaterial secret, Duration age) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<AnchorRow> last = repository.findLast();
        if (last.filter(anchor -> anchor.at().plus(age).isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        long number = last.map(AnchorRow::number).orElse(0L) + 1;
        List<Anchor.End> ends = repository.addHeads(number).stream()
                .map(head -> new Anchor.End(head.ownerId(), head.lastSequence(), head.lastHash()))
                .toList();
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        byte[] before = last.map(AnchorRow::mac).orElse(Anchor.NONE);
        byte[] mac = Anchor.mac(secret, number, now, before, ends);
        repository.add(number, now, ends.size(), mac);
        return Optional.of(new AnchorRow(number, now, ends.size(), mac));
    }
}
