package org.gatehouse.kit.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.ClientConfig;
import org.gatehouse.kit.token.Introspection;

/**
 * While the stream of revocations is lost, tokens age like API keys do: one that was last known to be good too long ago is
 * asked about beside the request that it came with, and what auth-service refuses is refused from then on. As long as
 * auth-service cannot be asked, what worked goes on working until it expires.
 */
@Singleton
@Requires(beans = ClientConfig.class)
final class ConfirmTokens {

    private static final int MOST_REMEMBERED = 50_000;

    private final Introspection auth;
    private final RevocationFeed feed;
    private final RevocationsConfig config;
    private final InstantSource clock;
    private final ExecutorService executor;
    private final Semaphore places;
    private final Cache<String, Known> known;

    ConfirmTokens(
            Introspection auth,
            RevocationFeed feed,
            RevocationsConfig config,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.auth = auth;
        this.feed = feed;
        this.config = config;
        this.clock = clock;
        this.executor = executor;
        this.places = new Semaphore(config.concurrentConfirmations());
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfter(Expiry.writing((String id, Known token) -> left(token)))
                .build();
    }

    private record Known(boolean refused, Instant askAt, Instant expiresAt) {

        Known askedAgainAt(Instant later) {
            return new Known(refused, later, expiresAt);
        }
    }

    private Duration left(Known token) {
        var left = Duration.between(clock.instant(), token.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Never blocks. */
    boolean isRefused(String token, Caller.User caller) {
        var id = caller.tokenId();
        var now = clock.instant();
        var state =
                known.get(id, any -> new Known(false, feed.lostAt().plus(config.confirmAfter()), caller.expiresAt()));
        if (state.refused()) {
            return true;
        }
        var claimed = state.askedAgainAt(now.plus(config.confirmPause()));
        if (!now.isBefore(state.askAt()) && known.asMap().replace(id, state, claimed) && places.tryAcquire()) {
            ask(id, token, claimed);
        }
        return false;
    }

    private void ask(String id, String token, Known claimed) {
        try {
            executor.execute(() -> {
                try {
                    auth.isActive(token).ifPresent(active -> known.put(id, learnt(claimed, active)));
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException stopping) {
            places.release();
        }
    }

    private Known learnt(Known token, boolean active) {
        return new Known(!active, clock.instant().plus(config.confirmAfter()), token.expiresAt());
    }
}
