package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.SealedSecret;
import org.gatehouse.vault.envelope.SecretId;
import org.jspecify.annotations.Nullable;

/**
 * Puts a value into an owner's slot, in place of the one before. Sealing happens outside the transaction, because a
 * key service may be slow; a writer that was overtaken meanwhile seals again for the version that is next by then.
 */
@Singleton
final class StoreSecret {

    /** Of the writers of one slot somebody always gets through, so only a flood meets this. */
    private static final int MAX_ATTEMPTS = 50;

    private final SecretRepository secrets;
    private final Envelope envelope;
    private final AuditTrail audit;
    private final QuotaConfig quota;
    private final InstantSource clock;
    private final IdSource ids;

    StoreSecret(
            SecretRepository secrets,
            Envelope envelope,
            AuditTrail audit,
            QuotaConfig quota,
            InstantSource clock,
            IdSource ids) {
        this.secrets = secrets;
        this.envelope = envelope;
        this.audit = audit;
        this.quota = quota;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {

        record Stored(SecretRow row) implements Outcome {}

        /** One more would be more than the owner may keep. */
        record QuotaReached(int limit) implements Outcome {}

        /** There is a private key of another account than the one that was to be replaced, or none; null is none. */
        record NotNamed(@Nullable String held) implements Outcome {}
    }

    Outcome store(NewSecret secret, Requester by) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<SecretRow> before = find(secret);
            SecretRow row = seal(secret, before);
            Optional<Outcome> outcome = write(row, before, secret, by);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new KeyServiceUnavailable("one slot was overwritten " + MAX_ATTEMPTS + " times while a value was sealed");
    }

    private Optional<SecretRow> find(NewSecret secret) {
        return secrets.find(
                secret.owner().value(),
                secret.slot().kind().wire(),
                secret.slot().name());
    }

    private SecretRow seal(NewSecret secret, Optional<SecretRow> before) {
        var id = new SecretId(before.map(SecretRow::id).orElseGet(ids::next));
        long version = before.map(SecretRow::version).orElse(0L) + 1;
        var binding = new Binding(secret.owner(), secret.slot().path(), id, version, secret.origin());
        SealedSecret sealed = envelope.seal(secret.value(), binding);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new SecretRow(
                id.value(),
                secret.owner().value(),
                secret.slot().kind().wire(),
                secret.slot().name(),
                secret.origin(),
                version,
                secret.address(),
                sealed.key().name().provider(),
                sealed.key().name().keyId(),
                sealed.key().name().version(),
                sealed.key().bytes(),
                sealed.payload(),
                before.map(SecretRow::createdAt).orElse(now),
                now);
    }

    /**
     * Within the owner's turn nobody else writes, so what is found there is still there when the row is written. Empty
     * when another writer of the slot was faster.
     */
    private Optional<Outcome> write(SecretRow row, Optional<SecretRow> before, NewSecret secret, Requester by) {
        return audit.inTurn(secret.owner(), () -> {
            if (!find(secret).map(SecretRow::revision).equals(before.map(SecretRow::revision))) {
                return new Audited.Nothing<>(Optional.empty());
            }
            if (!secret.mayTakeThePlaceOf(before)) {
                return new Audited.Nothing<>(Optional.of(
                        new Outcome.NotNamed(before.map(SecretRow::address).orElse(null))));
            }
            if (before.isEmpty() && secrets.countOf(row.ownerId()) >= quota.secretsPerOwner()) {
                return new Audited.Nothing<>(Optional.of(new Outcome.QuotaReached(quota.secretsPerOwner())));
            }
            holdKey(row);
            if (before.isPresent()) {
                secrets.replace(row);
            } else {
                secrets.insert(row);
            }
            Action action = before.isPresent() ? Action.REPLACED : Action.STORED;
            var use = new Use(action, by, new SecretId(row.id()), secret.slot().path(), "");
            return new Audited.Done<>(Optional.of(new Outcome.Stored(row)), use);
        });
    }

    private void holdKey(SecretRow row) {
        secrets.registerKey(row.keyProvider(), row.keyId(), row.keyVersion());
        if (secrets.holdLiveKey(row.keyProvider(), row.keyId(), row.keyVersion()) == 0) {
            throw new KeyServiceUnavailable("this process writes with a key that has been retired: "
                    + row.sealed().key().name());
        }
    }
}
