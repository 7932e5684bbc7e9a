package org.gatehouse.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;

/** Buckets in this process's memory: exact for one edge. */
final class LocalBuckets implements Buckets {

    private final Cache<BucketKey, Bucket> buckets;
    private final TimeMeter time;

    LocalBuckets(LimitsConfig config, InstantSource clock) {
        this.time = new WallClock(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.trackedClients())
                .expireAfterAccess(Minute.LENGTH.multipliedBy(2))
                .build();
    }

    @Override
    public Allowance take(BucketKey key, WithoutStore withoutStore) {
        var probe = buckets.get(key, this::fresh).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Allowance.Granted(
                        Standing.of(key.perMinute(), probe.getRemainingTokens(), probe.getNanosToWaitForReset()))
                : new Allowance.Exhausted(Standing.of(key.perMinute(), 0, probe.getNanosToWaitForRefill()));
    }

    private Bucket fresh(BucketKey key) {
        return Bucket.builder()
                .addLimit(Minute.of(key.perMinute()))
                .withCustomTimePrecision(time)
                .build();
    }

    private record WallClock(InstantSource clock) implements TimeMeter {

        private static final long NANOS_PER_MILLI = 1_000_000;

        @Override
        public long currentTimeNanos() {
            return clock.millis() * NANOS_PER_MILLI;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
