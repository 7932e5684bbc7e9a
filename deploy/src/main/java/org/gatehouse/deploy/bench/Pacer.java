package org.gatehouse.deploy.bench;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes requests due at a fixed rate; one that finds no idle connection waits, and its waiting counts. */
final class Pacer {
    private final Load.Rate rate;
    private final Channel first;
    private final Run run;
    private final ArrayDeque<Exchange> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private long started;
    private long sent;

    Pacer(Load.Rate rate, List<Channel> connections, Run run) {
        this.rate = rate;
        this.first = connections.getFirst();
        this.run = run;
        for (var connection : connections) {
            var exchange = Driver.exchange(connection);
            idle.add(exchange);
            exchange.whenIdle(() -> {
                idle.add(exchange);
                send();
            });
        }
    }

    void start() {
        started = System.nanoTime();
        tick();
    }

    private void tick() {
        long elapsed = System.nanoTime() - started;
        for (; sent < elapsed * rate.perSecond() / 1_000_000_000L; sent++) {
            due.add(started + sent * 1_000_000_000L / rate.perSecond());
        }
        send();
        if (run.over()) {
            due.clear();
            run.settle();
        } else {
            var _ = first.eventLoop().schedule(this::tick, 500, TimeUnit.MICROSECONDS);
        }
    }

    private void send() {
        while (!due.isEmpty() && !idle.isEmpty()) {
            idle.remove().send(due.remove());
        }
    }
}
