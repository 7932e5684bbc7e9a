package org.gatehouse.auth.sealing;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;

/** Reads the master keys from the configuration; without them the service does not start. */
@Factory
final class MasterKeysFactory {

    private static final String SETTING = "GATEHOUSE_AUTH_MASTER_KEYS";

    @Singleton
    MasterKeys masterKeys(@Value("${gatehouse.sealing.master-keys:}") String setting) {
        if (setting.isBlank()) {
            throw new SettingException(SETTING, "must be set: id:base64 of 32 random bytes");
        }
        try {
            return new MasterKeys(Secret.of(setting));
        } catch (IllegalArgumentException e) {
            throw new SettingException(SETTING, String.valueOf(e.getMessage()));
        }
    }
}
