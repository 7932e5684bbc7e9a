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

    /** So short that what is revoked ends here too. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final TokenStatus status;
    private final Accounts accounts;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Sql sql;

    DelegateToken(TokenStatus status, Accounts accounts, AccessTokens tokens, InstantSource clock, Sql sql) {
        this.sql = sql;
        this.status = status;
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome give(String client, ExchangeRequest request) {
        return status.userOf(request.subjectToken())
                .filter(user -> life(user).isPositive())
                .flatMap(user -> sql.together(() -> accounts.active(new AccountId(user.accountId()))
                        .map(account -> delegated(user, account, client, request))))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidGrant("The access token is not valid.")));
    }

    /** What the user's token allows and the account still does, or as much of it as was asked for. */
    private Outcome delegated(Caller.User user, Account account, String client, ExchangeRequest request) {
        var permissions = new HashSet<>(user.permissions());
        permissions.retainAll(accounts.ceiling(account));
        if (request.scope().isPresent()
                && !permissions.containsAll(request.scope().get())) {
            return new Outcome.Refused(OAuthError.invalidScope("The scope is more than the access token has."));
        }
        permissions.retainAll(request.scope().orElse(Set.copyOf(permissions)));
        var subject = new TokenSubject(
                user.accountId().toString(),
                request.audience(),
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
