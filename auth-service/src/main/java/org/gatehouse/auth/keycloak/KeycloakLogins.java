package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.AccountsConfig;
import org.gatehouse.auth.account.Email;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.federation.RecogniseForeignToken;
import org.gatehouse.auth.federation.RecogniseForeignToken.Outcome;
import org.gatehouse.auth.federation.RecogniseForeignToken.Visitor;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.LogIn;
import org.gatehouse.auth.session.ProviderLogins;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs users of the realm in by name and password, and keeps the record of it; the tokens and the session are Keycloak's. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class KeycloakLogins implements ProviderLogins {

    private static final Logger LOG = LoggerFactory.getLogger(KeycloakLogins.class);

    private final TokenEndpoint endpoint;
    private final RecogniseForeignToken recogniseToken;
    private final Accounts accounts;
    private final AccountsConfig config;
    private final Audit audit;
    private final InstantSource clock;

    KeycloakLogins(
            TokenEndpoint endpoint,
            RecogniseForeignToken recogniseToken,
            Accounts accounts,
            AccountsConfig config,
            Audit audit,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.recogniseToken = recogniseToken;
        this.accounts = accounts;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
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
                case TokenEndpoint.Answer.Tokens(var tokens) -> loggedIn(username, tokens);
                case TokenEndpoint.Answer.Refused(var reason) -> refused(username, reason);
            };
        } catch (IOException e) {
            LOG.warn("Nobody can log in through Keycloak: {}", e.toString());
            return new LogIn.Outcome.Unavailable();
        }
    }

    /** The account appears with its first login, and a session that it must not have does not stay open. */
    private LogIn.Outcome loggedIn(String username, TokenAnswer tokens) throws IOException {
        return switch (recogniseToken.recognise(tokens.accessToken().reveal(), clock.instant())) {
            case Outcome.Recognised<Visitor> _ -> new LogIn.Outcome.LoggedIn(tokens.pair());
            case Outcome.Refused<Visitor> _ -> {
                endpoint.logout(tokens.refreshToken().reveal());
                yield refused(username, RefusalReason.CLOSED_HERE);
            }
            case Outcome.Unavailable<Visitor> _ -> new LogIn.Outcome.Unavailable();
        };
    }

    private LogIn.Outcome refused(String username, RefusalReason reason) {
        audit.record(new AuditEvent(
                AuditType.LOGIN_FAILED,
                accounts.foreignNamed(username).map(AccountId::value),
                Optional.empty(),
                Map.of("factor", "provider", "reason", reason.wire())));
        return new LogIn.Outcome.Refused();
    }
}
