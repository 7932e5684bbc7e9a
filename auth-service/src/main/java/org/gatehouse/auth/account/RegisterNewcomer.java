package org.gatehouse.auth.account;

import io.micronaut.context.annotation.Context;
import java.util.List;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/** Opens accounts where newcomers are at home: here, or in Keycloak. */
@Context
public final class RegisterNewcomer {

    private final RegisterAccount here;
    private final @Nullable ForeignAccounts there;

    RegisterNewcomer(AccountsConfig config, RegisterAccount here, @Nullable ForeignAccounts there) {
        if (config.areInKeycloak() && there == null) {
            throw new SettingException(
                    "GATEHOUSE_KEYCLOAK_CLIENT_SECRET",
                    "and GATEHOUSE_KEYCLOAK_URL must be set where GATEHOUSE_ACCOUNTS is keycloak");
        }
        this.here = here;
        this.there = config.areInKeycloak() ? there : null;
    }

    public RegisterAccount.Outcome register(String name, String email, Secret password, List<Role> roles) {
        var home = there;
        if (home == null) {
            return here.register(name, email, password, roles);
        }
        return here.objection(name, email, password)
                .<RegisterAccount.Outcome>map(invalid -> invalid)
                .orElseGet(() -> home.register(name.strip(), Email.parse(email).orElseThrow(), password, roles));
    }
}
