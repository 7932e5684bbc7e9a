package org.gatehouse.vault.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/**
 * How often the ends of all audit chains are anchored.
 *
 * @param interval what is cut off the end of a chain later than this after it was written is found
 */
@ConfigurationProperties("gatehouse.vault.anchors")
record AnchorConfig(@Bindable(defaultValue = "10m") Duration interval) {

    AnchorConfig {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new SettingException("GATEHOUSE_VAULT_ANCHOR_INTERVAL", "must be between 1s and 24h");
        }
    }
}
