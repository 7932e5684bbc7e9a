package org.gatehouse.testing.kms;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a key service can suffer from; all of it may change while requests are under way. */
public final class Faults {

    enum Kind {
        NONE,
        THROTTLED,
        DOWN,
        GARBAGE,
        EMPTY
    }

    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean down;
    private volatile boolean garbage;
    private volatile boolean empty;
    private volatile Duration latency = Duration.ZERO;

    /** Turns away the next requests as too many. */
    public void throttleNext(int requests) {
        throttled.set(requests);
    }

    public void goDown() {
        down = true;
    }

    /** Answers 200 with something that is not the documented answer. */
    public void answerGarbage() {
        garbage = true;
    }

    /** Answers 200 with an object in which everything is missing. */
    public void answerEmpty() {
        empty = true;
    }

    public void answerAfter(Duration latency) {
        this.latency = latency;
    }

    public void recover() {
        throttled.set(0);
        down = false;
        garbage = false;
        empty = false;
        latency = Duration.ZERO;
    }

    /** Requests that arrived, however they were answered. */
    public int requests() {
        return asked.get();
    }

    Kind meet() throws InterruptedException {
        asked.incrementAndGet();
        Thread.sleep(latency);
        if (down) {
            return Kind.DOWN;
        }
        if (garbage) {
            return Kind.GARBAGE;
        }
        if (empty) {
            return Kind.EMPTY;
        }
        return throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Kind.THROTTLED : Kind.NONE;
    }
}
