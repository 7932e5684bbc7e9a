package org.gatehouse.kit.token;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;

/** What the claims of a correctly signed token must say; users and services are told apart by the audience alone. */
final class ClaimsPolicy {

    private static final String USERS = "gatehouse";
    private static final Pattern CLIENT_ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final TokensConfig config;
    private final InstantSource clock;

    ClaimsPolicy(TokensConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    Verdict judge(String payload) {
        return Claims.parse(payload)
                .<Verdict>map(claims ->
                        fault(claims).<Verdict>map(Verdict.Refused::new).orElseGet(() -> caller(claims)))
                .orElseGet(() -> new Verdict.Refused("claims are missing or of the wrong type"));
    }

    private Optional<String> fault(Claims claims) {
        var now = clock.instant();
        if (!claims.text("iss").equals(Optional.of(config.issuer()))) {
            return Optional.of("another issuer");
        }
        if (!now.isBefore(claims.expiresAt().plus(AccessTokenVerifier.CLOCK_SKEW))) {
            return Optional.of("expired");
        }
        if (claims.issuedAt().isAfter(now.plus(AccessTokenVerifier.CLOCK_SKEW))) {
            return Optional.of("issued in the future");
        }
        if (claims.time("nbf")
                .filter(start -> start.isAfter(now.plus(AccessTokenVerifier.CLOCK_SKEW)))
                .isPresent()) {
            return Optional.of("not valid yet");
        }
        if (claims.time("auth_time")
                .filter(time -> time.isAfter(now.plus(AccessTokenVerifier.CLOCK_SKEW)))
                .isPresent()) {
            return Optional.of("authenticated in the future");
        }
        return Optional.empty();
    }

    private Verdict caller(Claims claims) {
        if (claims.audience().equals(USERS)) {
            return claims.actor().isPresent() ? new Verdict.Refused("a user's token with an actor") : user(claims);
        }
        return claims.audience().equals(config.audience()) ? service(claims) : new Verdict.Refused("another audience");
    }

    private static Verdict user(Claims claims) {
        if (!Claims.isUuid(claims.subject())) {
            return new Verdict.Refused("the subject of a user's token is no account id");
        }
        return new Verdict.Accepted(new Caller.User(
                claims.uuid("sub").orElseThrow(),
                claims.texts("roles"),
                claims.permissions(),
                claims.uuid("sid"),
                claims.uuid("key_id"),
                claims.texts("models"),
                new KeyLimits(
                        claims.count("rpm"),
                        claims.count("tpm"),
                        claims.uuid("budget_id"),
                        claims.truth("rpm_above_route")),
                new Authentication(claims.text("acr"), claims.texts("amr"), claims.time("auth_time")),
                claims.tokenId(),
                claims.issuedAt(),
                claims.expiresAt()));
    }

    private static Verdict service(Claims claims) {
        var clientId = claims.actor().orElseGet(claims::subject);
        if (!CLIENT_ID.matcher(clientId).matches() || !claims.text("client_id").equals(Optional.of(clientId))) {
            return new Verdict.Refused("neither subject nor actor of a service's token is its client");
        }
        if (claims.actor().isPresent() && !Claims.isUuid(claims.subject())) {
            return new Verdict.Refused("a service acts for what is no account id");
        }
        return new Verdict.Accepted(new Caller.Service(
                clientId,
                claims.permissions(),
                claims.actor().flatMap(actor -> claims.uuid("sub")),
                claims.tokenId(),
                claims.issuedAt(),
                claims.expiresAt()));
    }
}
