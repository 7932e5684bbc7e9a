package org.gatehouse.auth.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.auth.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that sign our tokens, the same on every replica: made once under a lock, turned over on schedule, shown before and after their turn. */
@Context
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Sql sql;
    private final SigningKeyRepository repository;
    private final SigningConfig config;
    private final TokenLifetimes lifetimes;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, JWSSigner> signers = new ConcurrentHashMap<>();
    private volatile KeyRing ring = new KeyRing(List.of());

    SigningKeys(
            Sql sql,
            SigningKeyRepository repository,
            SigningConfig config,
            TokenLifetimes lifetimes,
            InstantSource clock,
            SecureRandom random) {
        this.sql = sql;
        this.repository = repository;
        this.config = config;
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.random = random;
        upkeep();
    }

    /** Makes what is due, removes what nobody needs, and takes over what other replicas did. */
    @Scheduled(fixedDelay = "30s", initialDelay = "30s")
    void upkeep() {
        ring = sql.together(() -> {
            repository.lock();
            repository.reseal();
            var now = clock.instant();
            new KeyRing(repository.all()).due(now, config).ifPresent(from -> add(from, now));
            return withoutExpired(new KeyRing(repository.all()), now);
        });
    }

    /** Brings the next turn forward: a fresh key is shown from the next upkeep on and signs as soon as every verifier can know it. */
    Instant bringForward() {
        return sql.together(() -> {
            repository.lock();
            var now = clock.instant();
            var newest = new KeyRing(repository.all()).keys().getLast().signsFrom();
            return newest.isAfter(now) ? newest : add(now.plus(config.publishedAhead()), now);
        });
    }

    /** The signer whose turn it is, with its key id. */
    public Signer signer() {
        var key = ring.current(clock.instant())
                .orElseThrow(() -> new IllegalStateException("no signing key has begun its turn"));
        return new Signer(key.kid(), signers.computeIfAbsent(key.kid(), kid -> signerOf(key)));
    }

    /** What verifiers are shown: public halves only. */
    public JWKSet published() {
        return new JWKSet(ring.shown(clock.instant(), lifetimes.longest()).stream()
                .<JWK>map(key -> key.pair().toPublicJWK())
                .toList());
    }

    private Instant add(Instant from, Instant now) {
        var key = SigningKey.generate(random, from);
        repository.add(key, now);
        LOG.info("New signing key {}, which signs from {}", key.kid(), from);
        return from;
    }

    private KeyRing withoutExpired(KeyRing all, Instant now) {
        var shown = all.shown(now, lifetimes.longest());
        all.keys().stream().filter(key -> !shown.contains(key)).forEach(repository::remove);
        return new KeyRing(shown);
    }

    private static JWSSigner signerOf(SigningKey key) {
        try {
            return new RSASSASigner(key.pair());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signer and the id under which its key is published. */
    public record Signer(String kid, JWSSigner signer) {}
}
