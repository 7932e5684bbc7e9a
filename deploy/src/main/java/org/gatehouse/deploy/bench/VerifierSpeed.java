package org.gatehouse.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.token.AccessTokenVerifier;
import org.gatehouse.kit.token.KeySource;
import org.gatehouse.kit.token.TokensConfig;
import org.gatehouse.kit.token.VerificationKeys;

/** Tokens verified in a second by one thread: ones seen before, and ones never seen. */
final class VerifierSpeed {
    private static final int TOKENS = 4_000;
    private static final int KEY_BITS = 2048;

    private final Duration length;
    private final KeyPair pair;

    VerifierSpeed(Duration length) throws GeneralSecurityException {
        this.length = length;
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        this.pair = generator.generateKeyPair();
    }

    String measure() throws GeneralSecurityException {
        var tokens = new String[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = token();
        }
        perSecond(tokens, true);
        return String.format(
                Locale.ROOT,
                "Access tokens verified by one thread: %.0f/s never seen before, %.0f/s seen before",
                perSecond(tokens, true),
                perSecond(tokens, false));
    }

    /** With a verifier that has seen nothing for each pass over the tokens, or the same one for all. */
    private double perSecond(String[] tokens, boolean unseen) {
        var verifier = verifier();
        int done = 0;
        long spent = 0;
        while (spent < length.toNanos()) {
            if (unseen) {
                verifier = verifier();
            }
            long started = System.nanoTime();
            for (var token : tokens) {
                if (!(verifier.verifyWithKnownKeys(token) instanceof AccessTokenVerifier.Verdict.Accepted)) {
                    throw new IllegalStateException("a good token was refused");
                }
            }
            spent += System.nanoTime() - started;
            done += tokens.length;
        }
        return done / (spent / 1e9);
    }

    private AccessTokenVerifier verifier() {
        var known = Optional.of(new VerificationKeys(Map.of("bench", (RSAPublicKey) pair.getPublic())));
        var keys = new KeySource() {
            @Override
            public Optional<VerificationKeys> known() {
                return known;
            }

            @Override
            public Optional<VerificationKeys> refreshed() {
                return known;
            }
        };
        var config = new TokensConfig(
                "http://localhost:8080", "gateway-service", "gateway-service", "http://127.0.0.1:9", null);
        return new AccessTokenVerifier(config, keys, Clock.systemUTC());
    }

    private String token() throws GeneralSecurityException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        var claims = """
                {"iss":"http://localhost:8080","sub":"%s","aud":["gatehouse"],"exp":%d,"iat":%d,"jti":"%s","sid":"%s",\
                "client_id":"gatehouse","scope":"read write execute","roles":["user"],"acr":"1","amr":["pwd"],"auth_time":%d}""".formatted(UUID.randomUUID(), now + 1800, now, UUID.randomUUID(), UUID.randomUUID(), now);
        var text = encode("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"bench\"}") + "." + encode(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
