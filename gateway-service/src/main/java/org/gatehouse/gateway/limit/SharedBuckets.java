package org.gatehouse.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gatehouse.gateway.limit.Slice.Drawn;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a store that all edges share. A request takes from the {@link Slice} that is here already; the store is
 * asked for more in the background, or, when nothing is left here, before the request goes on.
 */
final class SharedBuckets implements Buckets {

    private final Cache<BucketKey, Slice> slices;
    private final LimitStore store;
    private final LocalBuckets local;
    private final InstantSource clock;

    SharedBuckets(LimitsConfig config, LimitStore store, LocalBuckets local, InstantSource clock) {
        this.store = store;
        this.local = local;
        this.clock = clock;
        this.slices = Caffeine.newBuilder()
                .maximumSize(config.trackedClients())
                .expireAfterAccess(Minute.LENGTH.multipliedBy(2))
                .build();
    }

    @Override
    public Allowance take(BucketKey key, WithoutStore withoutStore) {
        if (!store.isUp()) {
            return takeShare(key, withoutStore);
        }
        var slice = slices.get(key, fresh -> new Slice(fresh.perMinute()));
        long now = clock.millis();
        var known = slice.take(now);
        if (known == null) {
            return new Allowance.Later(takeFromStore(key, slice, withoutStore));
        }
        if (slice.runsLow()) {
            var _ = draw(key, slice, now);
        }
        return known;
    }

    private CompletableFuture<Drawn> draw(BucketKey key, Slice slice, long now) {
        return slice.draw(now, wanted -> store.draw(key, wanted));
    }

    private CompletionStage<Allowance> takeFromStore(BucketKey key, Slice slice, WithoutStore withoutStore) {
        return draw(key, slice, clock.millis())
                .handle((drawn, failure) -> takeAfterDraw(key, slice, withoutStore, drawn))
                .thenCompose(stage -> stage);
    }

    /** @param drawn null when the store could not be asked */
    private CompletionStage<Allowance> takeAfterDraw(
            BucketKey key, Slice slice, WithoutStore withoutStore, @Nullable Drawn drawn) {
        if (drawn == null) {
            return CompletableFuture.completedStage(takeShare(key, withoutStore));
        }
        var known = slice.take(clock.millis());
        if (known != null) {
            return CompletableFuture.completedStage(known);
        }
        return drawn.count() == 0
                ? CompletableFuture.completedStage(
                        new Allowance.Exhausted(Standing.of(key.perMinute(), 0, drawn.resetNanos())))
                : takeFromStore(key, slice, withoutStore); // others who waited took it all
    }

    private Allowance takeShare(BucketKey key, WithoutStore withoutStore) {
        return switch (withoutStore) {
            case REFUSE -> new Allowance.Unavailable();
            case SHARE -> {
                int share = Math.max(1, key.perMinute() / store.edges());
                yield local.take(new BucketKey(key.group(), key.subject(), share), withoutStore);
            }
        };
    }
}
