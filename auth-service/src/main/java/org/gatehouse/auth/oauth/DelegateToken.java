package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.client.ServiceClients;
import org.gatehouse.auth.oauth.Grant.Outcome;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.token.AccessTokens;
import org.gatehouse.auth.token.TokenSubject;
import org.gatehouse.kit.token.Caller;

/**
 * A user's access token for one with which a service of ours acts for that user at exactly one other service: {@code sub}
 * stays the user, {@code act} is the service (RFC 8693, section 4.1), and nothing is permitted that was not before.
 */
@Singleton
final class DelegateToken {

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** So short that what is revoked ends here too. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final TokenStatus status;
    private final Accounts accounts;
    private final ServiceClients services;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Sql sql;

    DelegateToken(
            TokenStatus status,
            Accounts accounts,
            ServiceClients services,
            AccessTokens tokens,
            InstantSource clock,
            Sql sql) {
        this.sql = sql;
        this.status = status;
        this.accounts = accounts;
        this.services = services;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome give(String client, TokenForm form) {
        var token = form.get("subject_token");
        if (token.isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidRequest("subject_token is required."));
        }
        var audience = form.get("audience").filter(services::isService).filter(name -> !name.equals(client));
        if (audience.isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidTarget());
        }
        return status.userOf(token.get())
                .filter(user -> life(user).isPositive())
                .flatMap(user -> sql.together(() -> accounts.active(new AccountId(user.accountId()))
                        .map(account -> delegated(user, account, client, audience.get()))))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidGrant("The access token is not valid.")));
    }

    /** What the user's token allows and the account still does. */
    private Outcome delegated(Caller.User user, Account account, String client, String audience) {
        var permissions = new HashSet<>(user.permissions());
        permissions.retainAll(accounts.ceiling(account));
        var subject = new TokenSubject(
                user.accountId().toString(),
                audience,
                client,
                permissions,
                Set.of(),
                Map.of("act", Map.of("sub", client)));
        return new Outcome.Given(TokenResponse.exchanged(tokens.mint(subject, life(user))));
    }

    /** Never beyond the end of the user's own token. */
    private Duration life(Caller.User user) {
        var left = Duration.between(clock.instant(), user.expiresAt());
        return left.compareTo(LIFE) < 0 ? left : LIFE;
    }
}
