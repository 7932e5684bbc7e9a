package org.gatehouse.kit.token;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.kit.token.VerifiedTokens.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens of our issuer: strict shape, pinned header, known key, signature, claims, in this order.
 * Thread-safe; what it accepts is remembered for at most five minutes and never longer than the token lives.
 */
@Singleton
public final class AccessTokenVerifier {

    /** By how much clocks may differ between whoever issues a token of any kind and whoever reads it. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** The outcome; the reason of a refusal is for our log only, outside all refusals look the same. */
    public sealed interface Verdict {

        record Accepted(Caller caller) implements Verdict {}

        record Refused(String internalReason) implements Verdict {}

        /** The keys at hand lack the token's key; newer keys may have it. */
        record UnknownKey() implements Verdict {}

        /** No keys at hand, so nothing can be said about the token: answer 503, never 401. */
        record KeysUnavailable() implements Verdict {}
    }

    private final KeySource keys;
    private final ClaimsPolicy policy;
    private final VerifiedTokens verified;
    private volatile @Nullable Introduction last;

    /** The token by which the edge introduced itself last, and its fingerprint: it comes with each request of a minute. */
    private record Introduction(String token, Fingerprint fingerprint) {

        @Override
        public String toString() {
            return "Introduction[redacted]";
        }
    }

    public AccessTokenVerifier(TokensConfig config, KeySource keys, InstantSource clock) {
        this.keys = keys;
        this.policy = new ClaimsPolicy(config, clock);
        this.verified = new VerifiedTokens(clock);
    }

    /** Judges with the keys at hand, without I/O: safe on an event loop. */
    public Verdict verifyWithKnownKeys(String token) {
        if (token.length() > TokenShape.MAX_CHARS) {
            return new Verdict.Refused("longer than any token of ours");
        }
        var known = keys.known();
        if (known.isEmpty()) {
            return TokenShape.of(token).isPresent() ? new Verdict.KeysUnavailable() : malformed();
        }
        var fingerprint = fingerprint(token);
        var verdict = verified.find(fingerprint, known.get()).orElseGet(() -> judge(token, fingerprint, known.get()));
        if (verdict instanceof Verdict.Accepted(Caller.Service _)) {
            introduced(token, fingerprint);
        }
        return verdict;
    }

    private Fingerprint fingerprint(String token) {
        var introduction = last;
        return introduction != null && introduction.token.equals(token)
                ? introduction.fingerprint
                : Fingerprint.of(token);
    }

    private void introduced(String token, Fingerprint fingerprint) {
        var introduction = last;
        if (introduction == null || !introduction.fingerprint.equals(fingerprint)) {
            last = new Introduction(token, fingerprint);
        }
    }

    /** A verdict reached before that still holds; never costs a signature check, so it may be asked without limit. */
    public Optional<Verdict> remembered(String token) {
        if (token.length() > TokenShape.MAX_CHARS) {
            return Optional.empty();
        }
        return keys.known().flatMap(known -> verified.find(Fingerprint.of(token), known));
    }

    /** Like {@link #verifyWithKnownKeys}, but looks for newer keys once when they are needed: may block. */
    public Verdict verify(String token) {
        return switch (verifyWithKnownKeys(token)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Refused refused -> refused;
            case Verdict.UnknownKey _ -> verifyWithNewerKeys(token);
            case Verdict.KeysUnavailable _ -> verifyWithNewerKeys(token);
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

    private Verdict judge(String token, Fingerprint fingerprint, VerificationKeys known) {
        return switch (SignedToken.read(token, TokenHeader.ACCESS_TOKEN, known)) {
            case SignedToken.Outcome.Genuine(var payload, var keyId, var key) -> {
                var verdict = policy.judge(payload);
                verified.remember(fingerprint, keyId, key, verdict);
                yield verdict;
            }
            case SignedToken.Outcome.Forged(var keyId, var key) -> {
                var verdict = new Verdict.Refused("the signature does not fit");
                verified.remember(fingerprint, keyId, key, verdict);
                yield verdict;
            }
            case SignedToken.Outcome.Malformed(var internalReason) -> new Verdict.Refused(internalReason);
            case SignedToken.Outcome.UnknownKey() -> new Verdict.UnknownKey();
        };
    }

    private static Verdict malformed() {
        return new Verdict.Refused(SignedToken.NOT_COMPACT);
    }
}
