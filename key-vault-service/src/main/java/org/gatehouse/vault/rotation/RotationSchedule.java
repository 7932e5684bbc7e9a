package org.gatehouse.vault.rotation;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets every running service take part in a rotation; a command works on it only when that is what it was called for. */
@Singleton
@Requires(notEnv = "command")
final class RotationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RotationSchedule.class);

    private final RewrapSecrets rewrap;

    RotationSchedule(RewrapSecrets rewrap) {
        this.rewrap = rewrap;
    }

    @Scheduled(fixedDelay = "${gatehouse.vault.rotation.poll:1s}", initialDelay = "${gatehouse.vault.rotation.poll:1s}")
    void work() {
        try {
            rewrap.workOnRunningRotation();
        } catch (KeyServiceUnavailable unavailable) {
            LOG.warn("The rotation waits because {}", unavailable.getMessage());
        }
    }
}
