package org.gatehouse.kit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.kit.token.VerifiedTokens.Fingerprint;

/**
 * Verifies access tokens of our issuer: strict shape, pinned header, known key, signature, claims, in this order.
 * Thread-safe; what it accepts is remembered for at most five minutes and never longer than the token lives.
 */
@Singleton
public final class AccessTokenVerifier {

    /** The outcome; the reason of a refusal is for our log only, outside all refusals look the same. */
    public sealed interface Verdict {

        record Accepted(Caller caller) implements Verdict {}

        record Refused(String internalReason) implements Verdict {}

        /** The keys at hand lack the token's key; newer keys may have it. */
        record UnknownKey() implements Verdict {}

        /** No keys at hand, so nothing can be said about the token: answer 503, never 401. */
        record KeysUnavailable() implements Verdict {}
    }

    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

    private final KeySource keys;
    private final ClaimsPolicy policy;
    private final VerifiedTokens verified;

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
        var fingerprint = Fingerprint.of(token);
        return verified.find(fingerprint, known.get()).orElseGet(() -> judge(token, fingerprint, known.get()));
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
        keys.refreshed();
        var verdict = verifyWithKnownKeys(token);
        return verdict instanceof Verdict.UnknownKey ? new Verdict.Refused("unknown key") : verdict;
    }

    private Verdict judge(String token, Fingerprint fingerprint, VerificationKeys known) {
        var shape = TokenShape.of(token);
        if (shape.isEmpty()) {
            return malformed();
        }
        var header = TokenHeader.parse(shape.get().header());
        if (header.isEmpty()) {
            return new Verdict.Refused("not the header of our access tokens");
        }
        var key = known.find(header.get().keyId());
        if (key.isEmpty()) {
            return new Verdict.UnknownKey();
        }
        var verdict = isSignedBy(key.get(), shape.get())
                ? policy.judge(shape.get().payload())
                : new Verdict.Refused("the signature does not fit");
        verified.remember(fingerprint, header.get().keyId(), key.get(), verdict);
        return verdict;
    }

    private static boolean isSignedBy(RSAPublicKey key, TokenShape shape) {
        try {
            var input = shape.signingInput().getBytes(StandardCharsets.US_ASCII);
            return new RSASSAVerifier(key).verify(RS256, input, new Base64URL(shape.signature()));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Verdict malformed() {
        return new Verdict.Refused("not a compact token in its canonical spelling");
    }
}
