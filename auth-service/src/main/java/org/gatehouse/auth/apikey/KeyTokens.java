package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.auth.token.AccessToken;
import org.gatehouse.auth.token.AccessTokens;
import org.gatehouse.auth.token.TokenSubject;
import org.gatehouse.kit.token.Permission;

/** Mints the token that stands for a key: it carries the key's terms, and never more than the owner may do now. */
@Singleton
final class KeyTokens {

    private final AccessTokens tokens;
    private final TokenLifetimes lifetimes;

    KeyTokens(AccessTokens tokens, TokenLifetimes lifetimes) {
        this.tokens = tokens;
        this.lifetimes = lifetimes;
    }

    AccessToken mint(StoredKey key, Account owner, Set<Permission> ceiling, Instant now) {
        var subject = new TokenSubject(
                owner.id().toString(),
                TokenSubject.USERS_AUDIENCE,
                TokenSubject.LOCAL_CLIENT,
                key.terms().permissions().stream().filter(ceiling::contains).collect(Collectors.toUnmodifiableSet()),
                owner.roleNames(),
                claims(key, ceiling));
        return tokens.mint(subject, life(key, now));
    }

    private Duration life(StoredKey key, Instant now) {
        return key.endsAt()
                .map(end -> Duration.between(now, end))
                .filter(rest -> rest.compareTo(lifetimes.apiKeyToken()) < 0)
                .orElse(lifetimes.apiKeyToken());
    }

    private static Map<String, Object> claims(StoredKey key, Set<Permission> ceiling) {
        var terms = key.terms();
        Map<String, Object> claims = new HashMap<>();
        claims.put("key_id", key.id().value().toString());
        if (!terms.models().isEmpty()) {
            claims.put("models", terms.models());
        }
        terms.requests().ifPresent(limit -> claims.put("rpm", limit.perMinute()));
        if (terms.requests().filter(RequestLimit::byAdministrator).isPresent() && ceiling.contains(Permission.ADMIN)) {
            claims.put("rpm_above_route", true);
        }
        return claims;
    }
}
