package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.federation.RecogniseForeignToken.Visitor;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.auth.token.AccessToken;
import org.gatehouse.auth.token.AccessTokens;
import org.gatehouse.auth.token.TokenSubject;

/** Mints the token that stands for one of the realm's: it never outlives that, and carries how its owner logged in. */
@Singleton
@Requires(beans = FederationConfig.class)
final class FederatedTokens {

    private final AccessTokens tokens;
    private final AcrMap levels;
    private final TokenLifetimes lifetimes;
    private final InstantSource clock;

    FederatedTokens(AccessTokens tokens, AcrMap levels, TokenLifetimes lifetimes, InstantSource clock) {
        this.tokens = tokens;
        this.levels = levels;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    /** Empty when the token expires this very second. */
    Optional<AccessToken> mint(Visitor visitor) {
        var token = visitor.token();
        var account = visitor.account();
        var rest = Duration.ofSeconds(
                Duration.between(clock.instant(), token.expiresAt()).toSeconds());
        if (rest.isNegative() || rest.isZero()) {
            return Optional.empty();
        }
        var life = rest.compareTo(lifetimes.accessToken()) < 0 ? rest : lifetimes.accessToken();
        var subject = new TokenSubject(
                account.id().toString(),
                TokenSubject.USERS_AUDIENCE,
                token.client(),
                account.permissions(),
                account.roleNames(),
                extras(visitor));
        return Optional.of(tokens.mint(subject, life));
    }

    private Map<String, Object> extras(Visitor visitor) {
        var token = visitor.token();
        Map<String, Object> extras = new HashMap<>();
        token.session()
                .ifPresent(session -> extras.put(
                        "sid", ForeignSession.id(token.issuer(), session).toString()));
        var authentication = token.authentication();
        authentication.acr().flatMap(levels::of).ifPresent(acr -> extras.put("acr", acr));
        visitor.authenticatedAt().ifPresent(at -> extras.put("auth_time", at.getEpochSecond()));
        if (!authentication.amr().isEmpty()) {
            extras.put("amr", authentication.amr().stream().sorted().toList());
        }
        return extras;
    }
}
