package org.gatehouse.kit.token;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Verifies logout tokens of the configured realm as strictly as its access tokens; whether one came before is not its business. */
@Singleton
@Requires(beans = ForeignIssuerConfig.class)
public final class LogoutTokenVerifier {

    /** The outcome; the reason of a refusal is for our log only. */
    public sealed interface Verdict {

        record Accepted(LogoutToken token) implements Verdict {}

        record Refused(String internalReason) implements Verdict {}

        /** No keys at hand, so nothing can be said about the token. */
        record KeysUnavailable() implements Verdict {}
    }

    private final RealmKeys keys;
    private final LogoutClaims claims;

    LogoutTokenVerifier(ForeignIssuerConfig config, RealmKeys keys, InstantSource clock) {
        this.keys = keys;
        this.claims = new LogoutClaims(config.url(), clock);
    }

    /**
     * May fetch the realm's keys, sparingly, and so block.
     *
     * @param clients whose sessions the word may be about ({@code aud})
     */
    public Verdict verify(String token, Set<String> clients) {
        var known = keys.known().or(keys::refreshed);
        if (known.isEmpty()) {
            return new Verdict.KeysUnavailable();
        }
        var outcome = SignedToken.read(token, TokenHeader.LOGOUT_TOKEN, known.get());
        if (outcome instanceof SignedToken.Outcome.UnknownKey) {
            var newer = keys.refreshed();
            if (newer.isEmpty()) {
                return new Verdict.KeysUnavailable();
            }
            outcome = SignedToken.read(token, TokenHeader.LOGOUT_TOKEN, newer.get());
        }
        return switch (outcome) {
            case SignedToken.Outcome.Genuine(var payload, var _, var _) -> claims.judge(payload, clients);
            case SignedToken.Outcome.Forged _ -> new Verdict.Refused("the signature does not fit");
            case SignedToken.Outcome.Malformed(var internalReason) -> new Verdict.Refused(internalReason);
            case SignedToken.Outcome.UnknownKey() -> new Verdict.Refused("unknown key");
        };
    }
}
