package org.gatehouse.auth.revocation;

import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.gatehouse.auth.sql.Notifications;

/** All revocations that still matter, kept up to date from the database, and told to every subscriber once and in order. */
@Context
final class RevocationFeed implements GracefulShutdownCapable {

    private final RevocationRepository repository;
    private final RevokedTokens revoked;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Revocation> relevant = new TreeMap<>();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private long seen;

    RevocationFeed(
            RevocationRepository repository, RevokedTokens revoked, InstantSource clock, Notifications notifications) {
        this.repository = repository;
        this.revoked = revoked;
        this.clock = clock;
        catchUp();
        notifications.listen("gatehouse_revocation", this::catchUp);
    }

    /** Reads what is new; also called when nothing is. */
    private void catchUp() {
        lock.lock();
        try {
            var now = clock.instant();
            relevant.values().removeIf(past -> !past.until().isAfter(now));
            revoked.removeOutlived(now);
            for (var revocation : repository.after(seen, now)) {
                seen = revocation.cursor();
                relevant.put(seen, revocation);
                revoked.add(revocation);
                subscribers.forEach(subscriber -> subscriber.onNews().accept(revocation));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hands over all that matters after the cursor, and from then on whatever comes; no gap, no repetition. */
    void subscribe(Subscriber subscriber, long cursor) {
        lock.lock();
        try {
            subscriber.onStart().accept(relevant.tailMap(cursor, false).values());
            subscribers.add(subscriber);
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe(Subscriber subscriber) {
        lock.lock();
        try {
            subscribers.remove(subscriber);
        } finally {
            lock.unlock();
        }
    }

    /** Streams that never end would hold up the shutdown: subscribers come back to another replica. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        lock.lock();
        try {
            Set.copyOf(subscribers).forEach(subscriber -> subscriber.onEnd().run());
        } finally {
            lock.unlock();
        }
        return CompletableFuture.completedStage(null);
    }

    /** One that wants to know. */
    record Subscriber(Consumer<Collection<Revocation>> onStart, Consumer<Revocation> onNews, Runnable onEnd) {}
}
