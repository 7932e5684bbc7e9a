package org.gatehouse.kit.token;

import static java.util.Map.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;

/** What the claims of a correctly signed access token of the realm must say. */
final class ForeignClaims {

    private static final String AUDIENCE = "gatehouse";
    private static final int LONGEST_SUBJECT = 255;

    private static final Set<String> REQUIRED = Set.of("iss", "sub", "aud", "exp", "iat", "jti", "azp", "typ");
    private static final Map<String, Predicate<Object>> SHAPES = Map.ofEntries(
            entry("iss", Claims::isText),
            entry("sub", ForeignClaims::isSubject),
            // One that is good elsewhere too could come from there: exactly one audience.
            entry("aud", Claims::isOneText),
            entry("exp", Claims::isTime),
            entry("nbf", Claims::isTime),
            entry("iat", Claims::isTime),
            entry("jti", Claims::isText),
            entry("azp", Claims::isText),
            entry("typ", "Bearer"::equals),
            entry("acr", Claims::isText),
            entry("amr", Claims::isTexts),
            entry("auth_time", Claims::isTime),
            entry("sid", Claims::isText));

    private final String issuer;
    private final InstantSource clock;

    ForeignClaims(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    Verdict judge(String payload) {
        return Claims.parse(payload, REQUIRED, SHAPES)
                .<Verdict>map(claims -> fault(claims)
                        .<Verdict>map(Verdict.Refused::new)
                        .orElseGet(() -> new Verdict.Accepted(ForeignToken.of(claims))))
                .orElseGet(() -> new Verdict.Refused("claims are missing or of the wrong type"));
    }

    private Optional<String> fault(Claims claims) {
        var latest = clock.instant().plus(AccessTokenVerifier.CLOCK_SKEW);
        if (!claims.text("iss").equals(Optional.of(issuer))) {
            return Optional.of("another issuer");
        }
        if (!claims.audience().equals(AUDIENCE)) {
            return Optional.of("another audience");
        }
        if (!clock.instant().isBefore(claims.expiresAt().plus(AccessTokenVerifier.CLOCK_SKEW))) {
            return Optional.of("expired");
        }
        if (claims.issuedAt().isAfter(latest)) {
            return Optional.of("issued in the future");
        }
        if (claims.time("auth_time").filter(time -> time.isAfter(latest)).isPresent()) {
            return Optional.of("authenticated in the future");
        }
        return claims.time("nbf").filter(start -> start.isAfter(latest)).map(start -> "not valid yet");
    }

    static boolean isSubject(Object value) {
        return value instanceof String text
                && !text.isBlank()
                && text.length() <= LONGEST_SUBJECT
                && text.chars().noneMatch(Character::isISOControl);
    }
}
