package org.gatehouse.kit.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A verified access token of the realm. It says who somebody is there and nothing about what they may do here: that takes
 * an exchange at auth-service.
 *
 * @param subject names the user within the issuer, for ever; alone it names nobody
 * @param client the OAuth client it was issued to ({@code azp})
 * @param session the login session at the issuer, in its own spelling
 * @param authentication in the issuer's own words
 * @param claims all of them
 */
public record ForeignToken(
        String issuer,
        String subject,
        String client,
        Optional<String> session,
        Authentication authentication,
        Instant issuedAt,
        Instant expiresAt,
        Map<String, @Nullable Object> claims) {

    public ForeignToken {
        claims = new HashMap<>(claims);
    }

    static ForeignToken of(Claims claims) {
        return new ForeignToken(
                claims.text("iss").orElseThrow(),
                claims.subject(),
                claims.text("azp").orElseThrow(),
                claims.text("sid"),
                new Authentication(claims.text("acr"), claims.texts("amr"), claims.time("auth_time")),
                claims.issuedAt(),
                claims.expiresAt(),
                claims.json());
    }

    /** A claim that is some text, and not an empty one. */
    public Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    public boolean isTrue(String claim) {
        return Boolean.TRUE.equals(claims.get(claim));
    }

    /** Roles of the whole realm. */
    public Set<String> realmRoles() {
        return roles(claims.get("realm_access"));
    }

    /** Roles that the user has at one client of the realm, and no other's. */
    public Set<String> clientRoles(String of) {
        return claims.get("resource_access") instanceof Map<?, ?> byClient ? roles(byClient.get(of)) : Set.of();
    }

    /** Without the claims, which name people. */
    @Override
    public String toString() {
        return "ForeignToken[" + subject + "]";
    }

    private static Set<String> roles(@Nullable Object access) {
        return access instanceof Map<?, ?> map && map.get("roles") instanceof List<?> roles
                ? roles.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
