package org.gatehouse.vault.rotation;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Lets every running service take part in a rotation; a command works on it only when that is what it was called for. */
@Singleton
@Requires(notEnv = "command")
final class RotationSchedule {

    private final RewrapSecrets rewrap;

    RotationSchedule(RewrapSecrets rewrap) {
        this.rewrap = rewrap;
    }

    @Scheduled(fixedDelay = "${gatehouse.vault.rotation.poll:1s}", initialDelay = "${gatehouse.vault.rotation.poll:1s}")
    void work() {
        rewrap.workOnRunningRotation();
    }
}
