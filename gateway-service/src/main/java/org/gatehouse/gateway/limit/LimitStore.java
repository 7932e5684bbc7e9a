package org.gatehouse.gateway.limit;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.gateway.limit.Slice.Drawn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Valkey or Redis that all edges count in. It is down once its connection fails or it is too slow three times in a row,
 * and up again when the heartbeat, by which the edges also know how many they are, went through: no request waits for a
 * store that is known to be away.
 */
final class LimitStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LimitStore.class);
    private static final String EDGES = "gatehouse:edges";
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int TIMEOUTS_UNTIL_DOWN = 3;
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** One connection, and the buckets reached by it. */
    private record Link(StatefulRedisConnection<String, byte[]> connection, AsyncProxyManager<String> buckets) {}

    private final RedisClient client;
    private final InstantSource clock;
    private final byte[] self;
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("limit-store").daemon().factory());
    private volatile @Nullable Link link;
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile boolean up;
    private volatile int edges = 1;

    LimitStore(RedisURI address, Duration timeout, String self, InstantSource clock) {
        this.clock = clock;
        this.self = self.getBytes(StandardCharsets.UTF_8);
        address.setTimeout(timeout);
        client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder().connectTimeout(BEAT).build())
                .build());
        beat();
        var _ = heartbeat.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isUp() {
        return up;
    }

    /** How many edges counted here lately, this one included. */
    int edges() {
        return edges;
    }

    /** Takes up to so many requests out of a bucket; fails when the store does not answer in time. */
    CompletableFuture<Drawn> draw(BucketKey key, int wanted) {
        var current = link;
        if (current == null) {
            return CompletableFuture.failedFuture(new RedisException("not connected"));
        }
        return current.buckets()
                .builder()
                .build(key.storeKey(), () -> CompletableFuture.completedFuture(Minute.bucket(key.perMinute())))
                .asVerbose()
                .tryConsumeAsMuchAsPossible(wanted)
                .thenApply(result -> new Drawn(
                        result.getValue().intValue(),
                        (int) result.getDiagnostics().getAvailableTokens(),
                        result.getDiagnostics().calculateFullRefillingTime()))
                .whenComplete((drawn, failure) -> {
                    if (failure == null) {
                        timeouts.set(0);
                    } else {
                        failed(failure);
                    }
                });
    }

    private void beat() {
        try {
            var commands = connected().connection().sync();
            long now = clock.millis();
            commands.zadd(EDGES, (double) now, self);
            commands.zremrangebyscore(EDGES, Range.create(0, now - SILENCE.toMillis()));
            edges = Math.max(1, Math.toIntExact(commands.zcard(EDGES)));
            if (!up) {
                LOG.info("Limits are counted in the shared store, by {} edges", edges);
            }
            timeouts.set(0);
            up = true;
        } catch (RedisException e) {
            failed(e);
        }
    }

    private Link connected() {
        var current = link;
        if (current == null) {
            var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            var buckets = Bucket4jLettuce.casBasedBuilder(connection)
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(SILENCE))
                    .build()
                    .asAsync();
            current = new Link(connection, buckets);
            link = current;
        }
        return current;
    }

    /** A moment's slowness is its request's business; the store is given up when it is slow several times in a row. */
    private void failed(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RedisCommandTimeoutException && timeouts.incrementAndGet() < TIMEOUTS_UNTIL_DOWN) {
            return;
        }
        if (up) {
            LOG.warn("The store of the limits cannot be asked: {}", cause.toString());
        }
        up = false;
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
        client.shutdown(Duration.ZERO, BEAT);
    }
}
