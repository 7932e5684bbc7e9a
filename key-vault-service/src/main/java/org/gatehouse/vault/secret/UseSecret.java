package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.Opening;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * Opens a secret and puts its use on record before anybody gets it. The key service is asked outside the transaction; a
 * secret that changed meanwhile is read again.
 */
@Singleton
final class UseSecret {

    private static final int MAX_ATTEMPTS = 10;

    private final SecretRepository secrets;
    private final Envelope envelope;
    private final AuditTrail audit;

    UseSecret(SecretRepository secrets, Envelope envelope, AuditTrail audit) {
        this.secrets = secrets;
        this.envelope = envelope;
        this.audit = audit;
    }

    record How(Action action, Requester by, String purpose) {}

    /** Empty when there is none that suits; else the caller closes what it gets. */
    Optional<SecretMaterial> use(OwnerId owner, Slot slot, Predicate<SecretRow> suits, How how) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<SecretRow> row = find(owner, slot).filter(suits);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            SecretMaterial secret = open(row.get(), slot);
            if (recorded(row.get(), slot, how, secret)) {
                return Optional.of(secret);
            }
        }
        throw new KeyServiceUnavailable("a secret changed " + MAX_ATTEMPTS + " times while it was opened");
    }

    /**
     * Opens an owner's secret and does the work within the owner's turn, so that what the work writes and the record of it
     * are kept together or not at all. Empty when there is no such secret; work that comes to an empty result is done again
     * with what is there by then.
     */
    <T> Optional<T> within(OwnerId owner, Slot slot, BiFunction<SecretRow, SecretMaterial, Audited<Optional<T>>> work) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<SecretRow> row = find(owner, slot);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            try (SecretMaterial secret = open(row.get(), slot)) {
                Optional<T> result = audit.inTurn(
                        owner,
                        () -> find(owner, slot)
                                        .map(SecretRow::revision)
                                        .equals(Optional.of(row.get().revision()))
                                ? work.apply(row.get(), secret)
                                : new Audited.Nothing<>(Optional.empty()));
                if (result.isPresent()) {
                    return result;
                }
            }
        }
        throw new KeyServiceUnavailable("a secret changed " + MAX_ATTEMPTS + " times while it was used");
    }

    private SecretMaterial open(SecretRow row, Slot slot) {
        return switch (envelope.open(row.sealed(), row.binding(slot))) {
            case Opening.Opened(SecretMaterial secret) -> secret;
            case Opening.DoesNotOpen() ->
                throw new KeyServiceUnavailable("record " + row.id() + " does not open: it was changed, or its key "
                        + row.sealed().key().name() + " is not configured");
        };
    }

    /** Whatever goes wrong here, the secret does not get out. */
    private boolean recorded(SecretRow row, Slot slot, How how, SecretMaterial secret) {
        boolean recorded = false;
        try {
            var owner = new OwnerId(row.ownerId());
            recorded = audit.inTurn(owner, () -> {
                if (!find(owner, slot).map(SecretRow::revision).equals(Optional.of(row.revision()))) {
                    return new Audited.Nothing<>(false);
                }
                var use = new Use(how.action(), how.by(), new SecretId(row.id()), slot.path(), how.purpose());
                return new Audited.Done<>(true, use);
            });
            return recorded;
        } finally {
            if (!recorded) {
                secret.close();
            }
        }
    }

    private Optional<SecretRow> find(OwnerId owner, Slot slot) {
        return secrets.find(owner.value(), slot.kind().wire(), slot.name());
    }
}
