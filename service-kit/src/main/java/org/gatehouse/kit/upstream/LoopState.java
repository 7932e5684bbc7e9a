package org.gatehouse.kit.upstream;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop holds for a client: idle connections by origin, and the running calls. One timer watches all of
 * them, so that neither a call nor an idle connection costs a timer of its own; it stops when there is nothing to watch.
 */
final class LoopState implements Runnable {

    /** How late a limit may be noticed. */
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoop loop;
    private final int maxIdlePerOrigin;
    private final long maxIdleNanos;
    private final Map<Origin, Deque<Connection>> idle = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private boolean watching;
    private long now;

    LoopState(EventLoop loop, UpstreamClientConfig config) {
        this.loop = loop;
        this.maxIdlePerOrigin = config.maxIdlePerOrigin();
        this.maxIdleNanos = config.idleTimeout().toNanos();
    }

    EventLoop loop() {
        return loop;
    }

    /** The time of the last tick: cheap, and at most {@link #TICK_NANOS} in the past while anything is watched. */
    long now() {
        return now;
    }

    /** @param strictly whether to make sure that the peer has not closed it just now, at the price of a system call */
    @Nullable
    Connection take(Origin origin, boolean strictly) {
        var connections = idle.get(origin);
        if (connections == null) {
            return null;
        }
        for (var next = connections.pollLast(); next != null; next = connections.pollLast()) {
            if (next.usable() && (!strictly || Sockets.isStillIdle(next.channel()))) {
                return next;
            }
            next.close();
        }
        return null;
    }

    void give(Connection connection) {
        var connections = idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>());
        if (connections.size() >= maxIdlePerOrigin) {
            connections.removeFirst().close();
        }
        connections.addLast(connection);
        watch();
    }

    void drop(Connection connection) {
        var connections = idle.get(connection.origin());
        if (connections != null && connections.remove(connection) && connections.isEmpty()) {
            idle.remove(connection.origin());
        }
    }

    void add(Call call) {
        watch();
        call.slot = calls.size();
        calls.add(call);
    }

    void remove(Call call) {
        var last = calls.removeLast();
        if (last != call) {
            calls.set(call.slot, last);
            last.slot = call.slot;
        }
    }

    private void watch() {
        if (!watching) {
            watching = true;
            now = System.nanoTime();
            schedule();
        }
    }

    @Override
    public void run() {
        now = System.nanoTime();
        try {
            checkCalls();
            closeLongIdle();
        } finally {
            watching = !calls.isEmpty() || !idle.isEmpty();
            if (watching) {
                schedule();
            }
        }
    }

    private void checkCalls() {
        for (int i = calls.size() - 1; i >= 0; i--) { // a call that expires is replaced by one already looked at
            if (i < calls.size()) { // its end may end others
                calls.get(i).checkLimits(now);
            }
        }
    }

    private void closeLongIdle() {
        var origins = idle.values().iterator();
        while (origins.hasNext()) {
            var connections = origins.next();
            while (!connections.isEmpty() && now - connections.getFirst().idleSince() > maxIdleNanos) {
                connections.removeFirst().close();
            }
            if (connections.isEmpty()) {
                origins.remove();
            }
        }
    }

    private void schedule() {
        var _ = loop.schedule(this, TICK_NANOS, TimeUnit.NANOSECONDS);
    }
}
