package org.gatehouse.kit.guard;

/**
 * How fast a client sends a body, counting only the time for which the server waited for it: a server that holds its
 * reads back is not the client's fault.
 */
final class BodyPace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long graceNanos;
    private final double bytesPerNano;
    private boolean waiting;
    private long waitingSince;
    private long waitedNanos;
    private long bytes;

    BodyPace(GuardConfig config) {
        this.graceNanos = config.bodyGrace().toNanos();
        this.bytesPerNano = config.bodyRate() / NANOS_PER_SECOND;
    }

    void restart() {
        waiting = false;
        waitedNanos = 0;
        bytes = 0;
    }

    void received(int count) {
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    void waitFrom(long now) {
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
    }

    void waitEnds(long now) {
        if (waiting) {
            waiting = false;
            waitedNanos += now - waitingSince;
        }
    }

    boolean tooSlow(long now) {
        long waited = waitedNanos + (waiting ? now - waitingSince : 0);
        return waited > graceNanos && bytes < (waited - graceNanos) * bytesPerNano;
    }
}
