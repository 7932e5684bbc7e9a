package org.gatehouse.gateway.limit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one bucket that this edge has drawn from the store and not yet granted. They die with the bucket's
 * minute. Drawn in twentieths of what is left there, near the limit one by one, so that little lies unused anywhere.
 */
final class Slice {

    private static final int PARTS = 20;
    private static final int LARGEST = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What a draw brought. */
    record Drawn(int count, int leftInStore, long resetNanos) {}

    private record Held(int count, int leftInStore, long resetAtMillis) {

        Standing standing(int limit, long now) {
            return Standing.of(limit, (long) count + leftInStore, (resetAtMillis - now) * NANOS_PER_MILLI);
        }
    }

    private static final Held NOTHING = new Held(0, 1, 0);

    private final int limit;
    private final AtomicReference<Held> held = new AtomicReference<>(NOTHING);
    private final AtomicReference<@Nullable CompletableFuture<Drawn>> drawing = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Slice(int limit) {
        this.limit = limit;
    }

    /** Grants or refuses from what is known here; null when the store has to be asked. */
    @Nullable
    Allowance take(long nowMillis) {
        while (true) {
            var now = held.get();
            if (nowMillis >= now.resetAtMillis()) {
                return null;
            }
            if (now.count() == 0) {
                return now.leftInStore() == 0 ? new Allowance.Exhausted(now.standing(limit, nowMillis)) : null;
            }
            var less = new Held(now.count() - 1, now.leftInStore(), now.resetAtMillis());
            if (held.compareAndSet(now, less)) {
                return new Allowance.Granted(less.standing(limit, nowMillis));
            }
        }
    }

    /** Whether the next requests would have to wait, although there is more to be had. */
    boolean runsLow() {
        var now = held.get();
        return now.leftInStore() > PARTS && now.count() < size(now.leftInStore()) / 2;
    }

    /** Draws once for all who wait at the same time. */
    CompletableFuture<Drawn> draw(long nowMillis, IntFunction<CompletableFuture<Drawn>> store) {
        waiting.incrementAndGet();
        var mine = new CompletableFuture<Drawn>();
        var other = drawing.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        int wanted = Math.max(waiting.getAndSet(0), size(expected(nowMillis)));
        var _ = store.apply(Math.min(wanted, LARGEST)).whenComplete((drawn, failure) -> {
            drawing.set(null);
            if (failure != null) {
                mine.completeExceptionally(failure);
            } else {
                add(drawn, nowMillis);
                mine.complete(drawn);
            }
        });
        return mine;
    }

    private int expected(long nowMillis) {
        var now = held.get();
        return nowMillis >= now.resetAtMillis() ? limit : now.leftInStore();
    }

    private static int size(int left) {
        return Math.clamp(left / PARTS, 1, LARGEST);
    }

    /** The store's minute is what counts: what was held of an earlier one is gone. */
    private void add(Drawn drawn, long nowMillis) {
        long resetAt = nowMillis + drawn.resetNanos() / NANOS_PER_MILLI;
        held.updateAndGet(before -> {
            int kept = nowMillis < before.resetAtMillis() ? before.count() : 0;
            return new Held(kept + drawn.count(), drawn.leftInStore(), resetAt);
        });
    }
}
