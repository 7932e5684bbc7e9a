package org.gatehouse.gateway.overload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests may await the head of a service's answer, found out from how long that takes (the gradient of Netflix's
 * concurrency-limits): while even the quickest answers of a moment take longer than usual, requests queue somewhere, and
 * the limit falls; while they do not, it grows. The quickest are looked at, since how long a model thinks says nothing
 * about queues. Counts from any event loop; never waits.
 */
public final class ConcurrencyLimit {

    private static final long WINDOW_NANOS = 100_000_000;
    private static final int LEAST_SAMPLES = 10;
    private static final double SMOOTHING = 0.2;
    private static final double MEMORY = 1.0 / 3000; // five minutes: what lasts as long is no moment of overload
    private static final double STEEPEST = 0.5;

    private final OverloadConfig config;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder shed = new LongAdder();
    private final AtomicInteger samples = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private final AtomicLong quickest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong windowEnd = new AtomicLong();
    private volatile double usualNanos;
    private volatile int limit;

    public ConcurrencyLimit(OverloadConfig config) {
        this.config = config;
        this.limit = config.initialConcurrency();
    }

    /** Takes a place; false when the request must be turned away. Whoever took one gives it back. */
    public boolean enter() {
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            shed.increment();
            return false;
        }
        return true;
    }

    /** Gives a place back with nothing learnt: the client left, or nobody answered. */
    public void leave() {
        waiting.decrementAndGet();
    }

    /** Gives a place back when the head of the answer came. */
    public void answered(long startedAt, long now) {
        int others = waiting.getAndDecrement();
        long took = now - startedAt;
        if (took < quickest.get()) {
            quickest.accumulateAndGet(took, Math::min);
        }
        if (others > mostWaiting.get()) {
            mostWaiting.accumulateAndGet(others, Math::max);
        }
        int seen = samples.incrementAndGet();
        long end = windowEnd.get();
        if (seen >= LEAST_SAMPLES && now - end >= 0 && windowEnd.compareAndSet(end, now + WINDOW_NANOS)) {
            closeWindow();
        }
    }

    private void closeWindow() {
        long nanos = quickest.getAndSet(Long.MAX_VALUE);
        int busiest = mostWaiting.getAndSet(0);
        samples.set(0);
        if (nanos == Long.MAX_VALUE) {
            return;
        }
        double usual = usualNanos;
        // What is quicker is believed at once, what is slower only slowly.
        usualNanos = usual == 0 || nanos < usual ? nanos : usual + (nanos - usual) * MEMORY;
        double gradient = Math.clamp(config.tolerance() * usualNanos / nanos, STEEPEST, 1.0);
        if (gradient == 1.0 && busiest < limit / 2) {
            return; // nobody needs more
        }
        double wanted = limit * gradient + Math.sqrt(limit);
        double next = limit * (1 - SMOOTHING) + wanted * SMOOTHING;
        limit = Math.clamp(Math.round(next), config.leastConcurrency(), config.mostConcurrency());
    }

    public int limit() {
        return limit;
    }

    public int waiting() {
        return waiting.get();
    }

    /** Requests turned away so far. */
    public long shed() {
        return shed.sum();
    }
}
