package org.gatehouse.auth.totp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/**
 * What holds for second factors of administrators beyond those of others.
 *
 * @param delay how long after it was set up one counts for step-up, unless another administrator vouches for it
 */
@Context
@ConfigurationProperties("gatehouse.administrator-factor")
record AdministratorFactorConfig(
        @Bindable(defaultValue = "24h") Duration delay) {

    AdministratorFactorConfig {
        if (delay.isNegative()) {
            throw new SettingException("GATEHOUSE_ADMIN_FACTOR_DELAY", "must not be negative");
        }
    }
}
