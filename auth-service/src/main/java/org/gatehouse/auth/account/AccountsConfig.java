package org.gatehouse.auth.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import org.gatehouse.kit.config.SettingException;

/**
 * Where accounts live.
 *
 * @param home {@code local} or {@code keycloak}: where newcomers are registered, and who checks the passwords of addresses
 *     that are no local account's
 */
@Context
@ConfigurationProperties("gatehouse.accounts")
public record AccountsConfig(String home) {

    public AccountsConfig {
        if (!home.equals("local") && !home.equals("keycloak")) {
            throw new SettingException("GATEHOUSE_ACCOUNTS", "must be local or keycloak");
        }
    }

    public boolean areInKeycloak() {
        return home.equals("keycloak");
    }
}
