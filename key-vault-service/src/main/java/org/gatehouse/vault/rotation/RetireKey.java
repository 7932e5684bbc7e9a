package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.SecretId;

/** Takes a wrapping key out of service for ever, when no record needs it and none will. */
@Singleton
final class RetireKey {

    private static final SecretId NO_SECRET = new SecretId(new UUID(0, 0));

    private final RotationRepository repository;
    private final KeyRing keys;
    private final AuditTrail audit;
    private final InstantSource clock;

    RetireKey(RotationRepository repository, KeyRing keys, AuditTrail audit, InstantSource clock) {
        this.repository = repository;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Retired() implements Outcome {}

        record Unknown() implements Outcome {}

        record WritesNow() implements Outcome {}

        record Needed(long records) implements Outcome {}
    }

    Outcome retire(KeyName key, Requester by) {
        if (keys.current().equals(key)) {
            return new Outcome.WritesNow();
        }
        return audit.inTurn(AuditTrail.SYSTEM, () -> {
            if (repository
                    .findRunning()
                    .filter(rotation -> rotation.target().equals(key))
                    .isPresent()) {
                return new Audited.Nothing<>(new Outcome.WritesNow());
            }
            if (repository.lockKey(key.provider(), key.keyId(), key.version()) == 0) {
                return new Audited.Nothing<>(new Outcome.Unknown());
            }
            long records = repository.countUnder(key.provider(), key.keyId(), key.version());
            if (records > 0) {
                return new Audited.Nothing<>(new Outcome.Needed(records));
            }
            repository.retire(key.provider(), key.keyId(), key.version(), clock.instant());
            var use = new Use(Action.KEY_RETIRED, by, NO_SECRET, key.toString(), "");
            return new Audited.Done<>(new Outcome.Retired(), use);
        });
    }
}
