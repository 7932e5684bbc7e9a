package org.gatehouse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.gateway.fixture.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Several edges that count in one real redis-server. */
class SharedLimitsIT {

    private static final int EDGES = 3;

    private final List<LimitStore> stores = new ArrayList<>();
    private final List<Buckets> edges = new ArrayList<>();
    private int port;
    private RedisServer redis;

    SharedLimitsIT() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        redis = server();
    }

    private RedisServer server() throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        redis.start();
        var config = new LimitsConfig(100, 0, 600, null, 1000, "set", Duration.ofMillis(500));
        for (int i = 0; i < EDGES; i++) {
            var address = RedisURI.create("redis://127.0.0.1:" + port);
            var store = new LimitStore(address, config.storeTimeout(), "edge-" + i, Clock.systemUTC());
            stores.add(store);
            edges.add(new SharedBuckets(config, store, new LocalBuckets(config, Clock.systemUTC()), Clock.systemUTC()));
        }
        stores.forEach(store -> Wait.until(store::edges, count -> count == EDGES));
    }

    @AfterEach
    void stop() throws IOException {
        stores.forEach(LimitStore::close);
        redis.stop();
    }

    private static BucketKey key(String group, int perMinute) {
        return new BucketKey(group, new Subject.Everybody(), perMinute);
    }

    private static Allowance taken(Allowance allowance) {
        try {
            return allowance instanceof Allowance.Later(var stage)
                    ? stage.toCompletableFuture().get(10, TimeUnit.SECONDS)
                    : allowance;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private int granted(Buckets edge, BucketKey key, int tries) {
        int granted = 0;
        for (int i = 0; i < tries; i++) {
            if (taken(edge.take(key, WithoutStore.SHARE)) instanceof Allowance.Granted) {
                granted++;
            }
        }
        return granted;
    }

    @Test
    void neverGrantTogetherMoreThanTheLimit() throws Exception {
        for (int limit : new int[] {1, 10, 60, 1000}) {
            var key = key("together", limit);
            int granted = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tasks = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < EDGES * 4; i++) {
                    var edge = edges.get(i % EDGES);
                    tasks.add(() -> granted(edge, key, limit));
                }
                for (var task : threads.invokeAll(tasks)) {
                    granted += task.get();
                }
            }
            assertThat(granted).as("limit %d", limit).isEqualTo(limit);
        }
    }

    @Test
    void answerFromWhatTheyDrewWithoutAskingTheStoreEachTime() {
        var key = key("slices", 10_000);
        int asked = 0;
        for (int i = 0; i < 1000; i++) {
            var allowance = edges.getFirst().take(key, WithoutStore.SHARE);
            asked += allowance instanceof Allowance.Later ? 1 : 0;
            assertThat(taken(allowance)).isInstanceOf(Allowance.Granted.class);
        }
        assertThat(asked).isLessThan(20);
    }

    @Test
    void grantTheirShareOrNothingWhileTheStoreIsAwayAndCountTogetherAgainAfterwards() throws IOException {
        var key = key("away", 30);
        assertThat(granted(edges.getFirst(), key, 1)).isEqualTo(1);
        redis.stop();

        var refusing = key("login", 30);
        assertThat(taken(edges.getFirst().take(refusing, WithoutStore.REFUSE)))
                .isInstanceOf(Allowance.Unavailable.class);
        assertThat(stores.getFirst().isUp()).isFalse();
        assertThat(granted(edges.getFirst(), key("share", 30), 30)).isEqualTo(10);

        redis = server();
        redis.start();
        Wait.until(() -> stores.getFirst().isUp(), up -> up);
        assertThat(taken(edges.getFirst().take(refusing, WithoutStore.REFUSE))).isInstanceOf(Allowance.Granted.class);
    }

    @Test
    void startWithoutTheStoreAndFindItLater() throws IOException {
        redis.stop();
        try (var late = new LimitStore(
                RedisURI.create("redis://127.0.0.1:" + port), Duration.ofMillis(500), "late", Clock.systemUTC())) {
            assertThat(late.isUp()).isFalse();
            redis = server();
            redis.start();
            Wait.until(late::isUp, up -> up);
        }
    }
}
