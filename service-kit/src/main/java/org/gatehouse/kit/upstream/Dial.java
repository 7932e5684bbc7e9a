package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a connection for one call: a pooled one to the target chosen, else a fresh one, else one to another target. A
 * target that was tried is not tried again.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing an attempt is all there is to do about it
final class Dial {

    private final LoopState loop;
    private final Connector connector;
    private final TargetGroup targets;
    private final long limitNanos;
    private final Retries retries;
    private final Owner owner;
    private final List<Target> tried = new ArrayList<>(1);
    private @Nullable Target target;
    private @Nullable Attempt attempt;
    private int again;

    Dial(LoopState loop, Connector connector, TargetGroup targets, CallLimits limits, Owner owner) {
        this.loop = loop;
        this.connector = connector;
        this.targets = targets;
        this.limitNanos = limits.connect().toNanos();
        this.retries = limits.retries();
        this.owner = owner;
    }

    /** Whose connection it is. */
    interface Owner extends Connector.Outcome {

        /** This target could not be reached; another one is asked. */
        void anotherAttempt(Target unreached, UpstreamFailure failure);
    }

    /**
     * Uses a pooled connection at once when there is one; every failure is told later, on the loop.
     *
     * @param repeatable whether the call may be made once more if a pooled connection turns out to be closed; if not, it
     *     is looked at more closely
     */
    void start(boolean repeatable) {
        targets.budget().called();
        var first = targets.pick(tried);
        if (first == null) {
            loop.loop().execute(() -> owner.failed(new UpstreamFailure.NoTarget()));
            return;
        }
        choose(first);
        var pooled = loop.take(first.origin(), !repeatable);
        if (pooled != null) {
            owner.connected(pooled);
        } else {
            attempt = new Attempt(first);
        }
    }

    /**
     * A fresh connection to another target; false when there is none, or retries are used up.
     *
     * @param evenSame whether the same target will do when there is no other
     */
    boolean elsewhere(boolean evenSame) {
        var other = targets.pick(tried);
        if (target == null || (other == null && !evenSame) || !mayAgain(retries.afterSilence())) {
            return false;
        }
        if (other != null) {
            choose(other);
        }
        attempt = new Attempt(target);
        return true;
    }

    @Nullable
    Target target() {
        return target;
    }

    void checkLimit(long now) {
        if (attempt != null && now - attempt.startedAt > limitNanos + LoopState.TICK_NANOS) {
            attempt.abort(new UpstreamFailure.ConnectTimeout());
        }
    }

    /** The call is over: whatever is under way is given up. */
    void close() {
        if (attempt != null) {
            attempt.abort(null);
        }
        if (target != null) {
            target.end();
            target = null;
        }
    }

    private boolean mayAgain(boolean afterThis) {
        boolean may = afterThis && again < retries.most() && targets.budget().take();
        again += may ? 1 : 0;
        return may;
    }

    private void choose(Target next) {
        if (target != null) {
            target.end();
        }
        target = next;
        tried.add(next);
        next.begin();
    }

    private void nextAfter(Target unreached, UpstreamFailure failure) {
        var next = targets.pick(tried);
        if (next == null || !mayAgain(retries.afterRefusal())) {
            owner.failed(failure);
        } else {
            owner.anotherAttempt(unreached, failure);
            choose(next);
            attempt = new Attempt(next);
        }
    }

    private final class Attempt implements Connector.Outcome {

        private final Target to;
        private final long startedAt = System.nanoTime();
        private final Channel channel;
        private boolean over;

        Attempt(Target to) {
            this.to = to;
            this.channel = connector.connect(to.origin(), loop, this);
        }

        @Override
        public void connected(Connection connection) {
            if (!over) {
                over = true;
                attempt = null;
                owner.connected(connection);
            }
        }

        @Override
        public void failed(UpstreamFailure failure) {
            if (!over) {
                over = true;
                attempt = null;
                to.failed();
                nextAfter(to, failure);
            }
        }

        void abort(@Nullable UpstreamFailure failure) {
            if (failure == null) {
                over = true;
                attempt = null;
            } else {
                failed(failure);
            }
            channel.close();
        }
    }
}
