package org.gatehouse.kit.token;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Verifies access tokens of the configured Keycloak realm (RFC 9068): strict shape, pinned header, known key, signature,
 * claims, in this order.
 */
@Singleton
@Requires(beans = ForeignIssuerConfig.class)
public final class ForeignTokenVerifier {

    /** The outcome; the reason of a refusal is for our log only, outside all refusals look the same. */
    public sealed interface Verdict {

        record Accepted(ForeignToken token) implements Verdict {}

        record Refused(String internalReason) implements Verdict {}

        /** The keys at hand lack the token's key; newer keys may have it. */
        record UnknownKey() implements Verdict {}

        /** No keys at hand, so nothing can be said about the token: answer 503, never 401. */
        record KeysUnavailable() implements Verdict {}
    }

    private final String issuer;
    private final RealmKeys keys;
    private final ForeignClaims claims;

    ForeignTokenVerifier(ForeignIssuerConfig config, RealmKeys keys, InstantSource clock) {
        this.issuer = config.url();
        this.keys = keys;
        this.claims = new ForeignClaims(issuer, clock);
    }

    /** The exact {@code iss} of the realm's tokens. */
    public String issuer() {
        return issuer;
    }

    /** Whether the token claims to come from the realm; proves nothing, only tells whose keys to verify it with. */
    public boolean isNamedBy(String token) {
        return TokenShape.of(token)
                .flatMap(shape -> StrictObject.parse(shape.payload()))
                .filter(payload -> issuer.equals(payload.get("iss")))
                .isPresent();
    }

    /** Judges with the keys at hand, without I/O: safe on an event loop. */
    public Verdict verifyWithKnownKeys(String token) {
        var known = keys.known();
        if (known.isEmpty()) {
            return TokenShape.of(token).isPresent()
                    ? new Verdict.KeysUnavailable()
                    : new Verdict.Refused(SignedToken.NOT_COMPACT);
        }
        return switch (SignedToken.read(token, TokenHeader.ACCESS_TOKEN, known.get())) {
            case SignedToken.Outcome.Genuine(var payload, var _, var _) -> claims.judge(payload);
            case SignedToken.Outcome.Forged _ -> new Verdict.Refused("the signature does not fit");
            case SignedToken.Outcome.Malformed(var internalReason) -> new Verdict.Refused(internalReason);
            case SignedToken.Outcome.UnknownKey() -> new Verdict.UnknownKey();
        };
    }

    /** Like {@link #verifyWithKnownKeys}, but looks for newer keys once when they are needed: may block. */
    public Verdict verify(String token) {
        return switch (verifyWithKnownKeys(token)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Refused refused -> refused;
            case Verdict.UnknownKey _, Verdict.KeysUnavailable _ -> verifyWithNewerKeys(token);
        };
    }

    private Verdict verifyWithNewerKeys(String token) {
        var canTell = keys.refreshed().isPresent();
        var verdict = verifyWithKnownKeys(token);
        if (!(verdict instanceof Verdict.UnknownKey)) {
            return verdict;
        }
        return canTell ? new Verdict.Refused("unknown key") : new Verdict.KeysUnavailable();
    }
}
