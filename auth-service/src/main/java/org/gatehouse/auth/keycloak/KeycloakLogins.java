package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.AccountsConfig;
import org.gatehouse.auth.account.Email;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.LogIn;
import org.gatehouse.auth.session.ProviderLogins;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs users of the realm in by name and password; the tokens and the session are Keycloak's. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class KeycloakLogins implements ProviderLogins {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakLogins.class);

    private final TokenEndpoint endpoint;
    private final Accounts accounts;
    private final AccountsConfig config;

    KeycloakLogins(TokenEndpoint endpoint, Accounts accounts, AccountsConfig config) {
        this.endpoint = endpoint;
        this.accounts = accounts;
        this.config = config;
    }

    /** A name that is no address is a user of the realm; an address is one only where Keycloak is the home of accounts. */
    @Override
    public boolean areFor(String username) {
        return Email.parse(username)
                .map(email -> config.areInKeycloak() && !accounts.hasLocal(email))
                .orElse(true);
    }

    @Override
    public LogIn.Outcome logIn(String username, Secret password, @Nullable Secret otp) {
        var form = new HashMap<>(Map.of(
                "grant_type", "password", "scope", "openid", "username", username, "password", password.reveal()));
        if (otp != null) {
            form.put("totp", otp.reveal());
        }
        try {
            return switch (endpoint.token(form)) {
                case TokenEndpoint.Answer.Tokens(var tokens) -> new LogIn.Outcome.LoggedIn(tokens.pair());
                case TokenEndpoint.Answer.Refused() -> new LogIn.Outcome.Refused();
            };
        } catch (IOException e) {
            LOG.warn("Nobody can log in through Keycloak: {}", e.toString());
            return new LogIn.Outcome.Unavailable();
        }
    }
}
