package org.gatehouse.auth.account;

import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Locale;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the first administrator from the configuration while there is none; afterwards the settings are ignored. */
@Context
final class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    FirstAdministrator(Sql sql, AccountRepository accounts, RegisterAccount register, AdministratorConfig config) {
        sql.together(() -> {
            if (accounts.lacksAdministrator()) {
                create(register, config);
            }
            return true;
        });
    }

    private static void create(RegisterAccount register, AdministratorConfig config) {
        if (config.email().isBlank() || config.password().isBlank()) {
            throw new IllegalStateException(
                    "GATEHOUSE_ADMIN_EMAIL and GATEHOUSE_ADMIN_PASSWORD must be set: there is no administrator yet");
        }
        switch (register.register("Administrator", config.email(), Secret.of(config.password()), List.of(Role.ADMIN))) {
            case RegisterAccount.Outcome.Registered(var account) ->
                LOG.info("The first administrator has been created: account {}", account.id());
            case RegisterAccount.Outcome.Taken() ->
                throw new IllegalStateException(
                        "GATEHOUSE_ADMIN_EMAIL belongs to an account that is not an administrator");
            case RegisterAccount.Outcome.Invalid(var errors) ->
                throw new IllegalStateException("GATEHOUSE_ADMIN_%s %s"
                        .formatted(
                                errors.getFirst().field().toUpperCase(Locale.ROOT),
                                errors.getFirst().message()));
            case RegisterAccount.Outcome.TooBusy() -> throw new IllegalStateException("too busy at start");
        }
    }
}
