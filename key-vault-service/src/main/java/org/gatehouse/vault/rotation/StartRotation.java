package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.SecretId;

/** Begins to move every record under the key that writes now; one that runs towards another key gives way. */
@Singleton
final class StartRotation {

    private final RotationRepository repository;
    private final KeyRing keys;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final IdSource ids;

    StartRotation(RotationRepository repository, KeyRing keys, AuditTrail audit, InstantSource clock, IdSource ids) {
        this.repository = repository;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {

        /** The rotation that runs from now on, or the one that runs towards the same key already. */
        record Running(RotationRow rotation) implements Outcome {}

        /** This process still writes with a key that was taken out of service. */
        record KeyRetired(KeyName key) implements Outcome {}
    }

    Outcome start(Requester by) {
        KeyName target = keys.current();
        return audit.inTurn(AuditTrail.SYSTEM, () -> {
            Optional<RotationRow> running = repository.findRunning();
            if (running.isPresent() && running.get().target().equals(target)) {
                return new Audited.Nothing<>(new Outcome.Running(running.get()));
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            running.ifPresent(other -> repository.finish(other.id(), now));
            UUID id = ids.next();
            repository.registerKey(target.provider(), target.keyId(), target.version());
            if (repository.holdLiveKey(target.provider(), target.keyId(), target.version()) == 0) {
                return new Audited.Nothing<>(new Outcome.KeyRetired(target));
            }
            repository.start(id, target.provider(), target.keyId(), target.version(), by.actor(), now);
            var row = new RotationRow(
                    id, target.provider(), target.keyId(), target.version(), by.actor(), now, null, 0, 0);
            var use = new Use(Action.ROTATION_STARTED, by, new SecretId(id), target.toString(), "");
            return new Audited.Done<>(new Outcome.Running(row), use);
        });
    }
}
