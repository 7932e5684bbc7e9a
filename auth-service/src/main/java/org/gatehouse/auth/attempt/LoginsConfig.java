package org.gatehouse.auth.attempt;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.gatehouse.kit.config.SettingException;

/**
 * How many guesses the whole suite puts up with. The default is in application.yml: one here would hide a value that
 * cannot be read.
 */
@ConfigurationProperties("gatehouse.logins")
record LoginsConfig(int failuresPerMinute) {

    LoginsConfig {
        if (failuresPerMinute < 1) {
            throw new SettingException("GATEHOUSE_AUTH_FAILED_LOGINS_PER_MINUTE", "must be 1 or more");
        }
    }
}
