package org.gatehouse.chat.upstream.morpheus;

import java.time.Duration;
import java.time.Instant;

/** A session in its pool, which alone changes it, under its lock. */
final class PooledSession {

    private static final int MOST_DOUBLINGS = 5;

    private final NodeSession session;
    private boolean busy;
    private Instant restsUntil = Instant.MIN;
    private Instant suspectUntil = Instant.MIN;
    private int failures;

    PooledSession(NodeSession session) {
        this.session = session;
    }

    String id() {
        return session.id();
    }

    String provider() {
        return session.provider();
    }

    Instant endsAt() {
        return session.endsAt();
    }

    boolean busy() {
        return busy;
    }

    boolean ending(Instant now) {
        return !session.endsAt().minus(PoolSettings.LAST_MOMENTS).isAfter(now);
    }

    /** Whether nobody uses it and the node has surely done with it. */
    boolean idle(Instant now) {
        return !busy && !restsUntil.isAfter(now);
    }

    boolean suspect(Instant now) {
        return suspectUntil.isAfter(now);
    }

    /** When it may be of use again without more being known about it. */
    Instant readyAt() {
        return restsUntil;
    }

    Instant trustedAt() {
        return suspectUntil;
    }

    void take() {
        busy = true;
    }

    void giveBackWell() {
        busy = false;
        failures = 0;
        suspectUntil = Instant.MIN;
    }

    void giveBackUnfinished(Instant now, Duration rest) {
        busy = false;
        restsUntil = now.plus(rest);
    }

    /** Its provider failed: it is asked again after a while, and a longer one each time. */
    void giveBackFailed(Instant now, Duration rest) {
        busy = false;
        suspectUntil = now.plus(rest.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        failures++;
    }
}
