package org.gatehouse.vault.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Anchors the chains from time to time, in whichever replica comes first. */
@Singleton
@Requires(notEnv = "command")
final class AnchorSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorSchedule.class);

    private final MakeAnchor make;
    private final AnchorConfig config;

    AnchorSchedule(MakeAnchor make, AnchorConfig config) {
        this.make = make;
        this.config = config;
    }

    @Scheduled(fixedDelay = "${gatehouse.vault.anchors.interval}", initialDelay = "${gatehouse.vault.anchors.interval}")
    void anchor() {
        try {
            var _ = make.make(config.interval().dividedBy(2));
        } catch (KeyServiceUnavailable unavailable) {
            LOG.warn("The audit chains are not anchored now because {}", unavailable.getMessage());
        }
    }
}
