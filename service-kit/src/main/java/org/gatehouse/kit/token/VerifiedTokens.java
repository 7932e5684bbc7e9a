package org.gatehouse.kit.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;

/** Remembers verdicts by the hash of the token: accepted ones to their expiry or 5 min, refused ones briefly. */
final class VerifiedTokens {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration REFUSED = Duration.ofSeconds(10);
    private static final int MAX_ACCEPTED = 50_000;
    private static final int MAX_REFUSED = 10_000;

    private final InstantSource clock;
    private final Cache<Fingerprint, Entry> accepted;
    private final Cache<Fingerprint, Entry> refused;

    /** Two caches, so that a flood of bad tokens pushes no good one out. */
    VerifiedTokens(InstantSource clock) {
        this.clock = clock;
        this.accepted = cache(MAX_ACCEPTED);
        this.refused = cache(MAX_REFUSED);
    }

    /** A verdict that still holds; it falls with the key it was reached by. */
    Optional<Verdict> find(Fingerprint token, VerificationKeys keys) {
        return Optional.ofNullable(accepted.getIfPresent(token))
                .or(() -> Optional.ofNullable(refused.getIfPresent(token)))
                .filter(entry ->
                        keys.find(entry.keyId()).filter(entry.key()::equals).isPresent())
                .map(Entry::verdict);
    }

    void remember(Fingerprint token, String keyId, RSAPublicKey key, Verdict verdict) {
        var entries = verdict instanceof Verdict.Accepted ? accepted : refused;
        entries.put(token, new Entry(keyId, key, verdict));
    }

    private Cache<Fingerprint, Entry> cache(int maxEntries) {
        return Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.creating((Fingerprint token, Entry entry) -> life(entry.verdict())))
                .build();
    }

    private Duration life(Verdict verdict) {
        if (!(verdict instanceof Verdict.Accepted(var caller))) {
            return REFUSED;
        }
        var left = Duration.between(clock.instant(), caller.expiresAt());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private record Entry(String keyId, RSAPublicKey key, Verdict verdict) {}

    /** SHA-256 of a token, so that the cache holds no usable credential. */
    record Fingerprint(long a, long b, long c, long d) {

        static Fingerprint of(String token) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                var words = ByteBuffer.wrap(digest);
                return new Fingerprint(words.getLong(), words.getLong(), words.getLong(), words.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
