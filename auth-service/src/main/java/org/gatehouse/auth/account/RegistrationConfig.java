package org.gatehouse.auth.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import org.gatehouse.kit.config.SettingException;

/**
 * Who may register.
 *
 * @param mode {@code open}: everybody; {@code invite}: whoever brings an administrator's invite; {@code off}: nobody
 */
@Context
@ConfigurationProperties("gatehouse.registration")
record RegistrationConfig(String mode) {

    RegistrationConfig {
        if (!mode.equals("open") && !mode.equals("invite") && !mode.equals("off")) {
            throw new SettingException("GATEHOUSE_REGISTRATION", "must be open, invite or off");
        }
    }

    boolean isOff() {
        return mode.equals("off");
    }

    boolean isByInvite() {
        return mode.equals("invite");
    }
}
