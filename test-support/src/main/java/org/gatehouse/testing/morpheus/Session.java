package org.gatehouse.testing.morpheus;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Queue;

/** One session: its entry on the chain, and the node's own queue for it, since it does one request at a time. */
final class Session {

    private final SessionIds.Id id;
    private final String user;
    private final Listed.Bid bid;
    private final BigInteger stake;
    private final long openedAt;
    private final long endsAt;
    private final boolean failover;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long closedAt;
    private boolean closedEarly;
    private boolean working;
    private int requests;
    private int deepest;

    Session(
            SessionIds.Id id,
            String user,
            Listed.Bid bid,
            BigInteger stake,
            long openedAt,
            long endsAt,
            boolean failover) {
        this.id = id;
        this.user = user;
        this.bid = bid;
        this.stake = stake;
        this.openedAt = openedAt;
        this.endsAt = endsAt;
        this.failover = failover;
    }

    String id() {
        return id.text();
    }

    long number() {
        return id.number();
    }

    String user() {
        return user;
    }

    Listed.Bid bid() {
        return bid;
    }

    BigInteger stake() {
        return stake;
    }

    long openedAt() {
        return openedAt;
    }

    long endsAt() {
        return endsAt;
    }

    long closedAt() {
        return closedAt;
    }

    boolean failover() {
        return failover;
    }

    boolean open() {
        return closedAt == 0;
    }

    boolean closedEarly() {
        return closedEarly;
    }

    void close(long at, boolean early) {
        closedAt = at;
        closedEarly = early;
    }

    int requests() {
        return requests;
    }

    /** The most requests it ever had at once, the waiting ones included. */
    int deepest() {
        return deepest;
    }

    boolean working() {
        return working;
    }

    /** Runs the work when the one before it is done. */
    void enter(Runnable work) {
        requests++;
        if (working) {
            waiting.add(work);
        } else {
            working = true;
            work.run();
        }
        deepest = Math.max(deepest, waiting.size() + 1);
    }

    void forget(Runnable work) {
        waiting.remove(work);
    }

    void leave() {
        Runnable next = waiting.poll();
        if (next == null) {
            working = false;
        } else {
            next.run();
        }
    }
}
