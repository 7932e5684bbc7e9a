package org.gatehouse.kit.token;

import static java.util.Map.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.kit.token.LogoutTokenVerifier.Verdict;

/** What the claims of a correctly signed logout token must say (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
final class LogoutClaims {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Set<String> REQUIRED = Set.of("iss", "aud", "iat", "exp", "jti", "events");
    private static final Map<String, Predicate<Object>> SHAPES = Map.ofEntries(
            entry("iss", Claims::isText),
            entry("sub", ForeignClaims::isSubject),
            entry("aud", Claims::isOneText),
            entry("exp", Claims::isTime),
            entry("iat", Claims::isTime),
            entry("jti", Claims::isText),
            entry("sid", Claims::isText),
            entry("typ", "Logout"::equals),
            entry("events", LogoutClaims::areOfLogout));

    private final String issuer;
    private final InstantSource clock;

    LogoutClaims(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param clients whose sessions the word may be about */
    Verdict judge(String payload, Set<String> clients) {
        return Claims.parse(payload, REQUIRED, SHAPES)
                .<Verdict>map(claims -> fault(claims, clients)
                        .<Verdict>map(Verdict.Refused::new)
                        .orElseGet(() -> new Verdict.Accepted(LogoutToken.of(claims))))
                .orElseGet(() -> new Verdict.Refused("claims are missing or of the wrong type"));
    }

    private Optional<String> fault(Claims claims, Set<String> clients) {
        var now = clock.instant();
        if (!claims.text("iss").equals(Optional.of(issuer))) {
            return Optional.of("another issuer");
        }
        if (!clients.contains(claims.audience())) {
            return Optional.of("another client's");
        }
        if (!now.isBefore(claims.expiresAt().plus(AccessTokenVerifier.CLOCK_SKEW))) {
            return Optional.of("expired");
        }
        if (claims.issuedAt().isAfter(now.plus(AccessTokenVerifier.CLOCK_SKEW))) {
            return Optional.of("issued in the future");
        }
        if (claims.json().containsKey("nonce")) {
            return Optional.of("an ID token in disguise");
        }
        return claims.text("sid").or(() -> claims.text("sub")).isEmpty()
                ? Optional.of("neither session nor subject")
                : Optional.empty();
    }

    private static boolean areOfLogout(Object value) {
        return value instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>;
    }
}
