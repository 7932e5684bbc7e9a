package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each replica's share in a running rotation; whichever starts next takes up what a dead one left. */
@Singleton
final class RewrapSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(RewrapSecrets.class);

    private final RotationRepository repository;
    private final RewrapBatch batch;
    private final KeyRing keys;
    private final InstantSource clock;

    RewrapSecrets(RotationRepository repository, RewrapBatch batch, KeyRing keys, InstantSource clock) {
        this.repository = repository;
        this.batch = batch;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns when there is nothing left to do for this process now; throws when a key service cannot be asked. */
    void workOnRunningRotation() {
        workOnRunningRotation(() -> {});
    }

    /** @param afterBatch called whenever some records have been moved for good */
    void workOnRunningRotation(Runnable afterBatch) {
        repository.findRunning().filter(this::mayWorkOn).ifPresent(rotation -> work(rotation, afterBatch));
    }

    /** A replica with an older configuration writes with another key; it leaves the work to the others. */
    private boolean mayWorkOn(RotationRow rotation) {
        return keys.current().equals(rotation.target());
    }

    private void work(RotationRow rotation, Runnable afterBatch) {
        while (batch.run(rotation) > 0) {
            afterBatch.run();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        KeyName target = rotation.target();
        if (repository.countRemaining(rotation.id(), target.provider(), target.keyId(), target.version()) == 0) {
            repository.finish(rotation.id(), clock.instant());
            LOG.info("Every record that opens is under {} now", target);
        }
    }
}
