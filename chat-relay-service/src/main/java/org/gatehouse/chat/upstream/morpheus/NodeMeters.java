package org.gatehouse.chat.upstream.morpheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What an operator sees of the sessions with one upstream's nodes; no label tells a user, a session or a model. */
final class NodeMeters {

    private static final String UPSTREAM = "upstream";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final String upstream;
    private final Timer queueWait;

    NodeMeters(MeterRegistry registry, String upstream) {
        this.registry = registry;
        this.upstream = upstream;
        this.queueWait = Timer.builder("gatehouse.morpheus.queue.wait")
                .description("How long requests waited for a session")
                .tag(UPSTREAM, upstream)
                .register(registry);
    }

    /** Shows sessions by their state, and the requests that wait for one. */
    void watch(Supplier<SessionPool.Census> census) {
        sessions(census, "idle", SessionPool.Census::idle);
        sessions(census, "busy", SessionPool.Census::busy);
        sessions(census, "resting", SessionPool.Census::resting);
        Gauge.builder("gatehouse.morpheus.waiting", () -> census.get().waiting())
                .description("Requests that wait for a session")
                .tag(UPSTREAM, upstream)
                .register(registry);
    }

    private void sessions(Supplier<SessionPool.Census> census, String state, ToIntFunction<SessionPool.Census> count) {
        Gauge.builder("gatehouse.morpheus.sessions", () -> count.applyAsInt(census.get()))
                .description("Open sessions by what they do")
                .tag(UPSTREAM, upstream)
                .tag("state", state)
                .register(registry);
    }

    /** Shows how many nodes of users' own are in use. */
    void watchNodes(Supplier<Number> inUse) {
        Gauge.builder("gatehouse.morpheus.nodes", inUse)
                .description("Nodes of users' own that are in use")
                .tag(UPSTREAM, upstream)
                .register(registry);
    }

    void opened(Opening outcome) {
        opens(
                switch (outcome) {
                    case Opening.Opened opened -> "opened";
                    case Opening.Refused refused -> "refused";
                    case Opening.Pending pending -> pending.conflict() ? "nonce_conflict" : "unclear";
                });
    }

    /** A session whose open had no clear answer was found. */
    void reconciled() {
        opens("found");
    }

    /** An open that had no clear answer can no longer take effect, and no session of it was found. */
    void lost() {
        opens("lost");
    }

    private void opens(String outcome) {
        counter("gatehouse.morpheus.opens", "Attempts to open a session", outcome);
    }

    void closed(boolean closed) {
        counter("gatehouse.morpheus.closes", "Ended sessions looked after", closed ? "closed" : "failed");
    }

    void retried() {
        counter("gatehouse.morpheus.failovers", "Requests that went to a second session", "tried");
    }

    void waited(Duration time) {
        queueWait.record(time);
    }

    private void counter(String name, String description, String outcome) {
        Counter.builder(name)
                .description(description)
                .tag(UPSTREAM, upstream)
                .tag(OUTCOME, outcome)
                .register(registry)
                .increment();
    }
}
