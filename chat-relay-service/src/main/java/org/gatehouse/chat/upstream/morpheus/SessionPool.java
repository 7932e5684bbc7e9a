package org.gatehouse.chat.upstream.morpheus;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.chat.upstream.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one model: never more than allowed, one request on each, first come first served, and one open at a time. An
 * open whose outcome is not known is looked for until it can no longer take effect, and only then may another follow.
 */
final class SessionPool {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private final String model;
    private final Node node;
    private final PoolSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<PooledSession> sessions = new ArrayList<>();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private boolean ready;
    private boolean opening;
    private Instant openNotBefore = Instant.MIN;
    private Instant wakesAt = Instant.MAX;
    private @Nullable Failure refusal;

    SessionPool(String model, Node node, PoolSettings settings) {
        this.model = model;
        this.node = node;
        this.settings = settings;
    }

    /** Begins to work, with the sessions that are open already. */
    void adopt(List<NodeSession> open) {
        locked(() -> {
            ready = true;
            refusal = null;
            open.stream()
                    .filter(session ->
                            sessions.stream().noneMatch(one -> one.id().equals(session.id())))
                    .forEach(session -> sessions.add(new PooledSession(session)));
        });
    }

    /** The node cannot be asked which sessions there are: until it can, nobody waits. */
    void down(Failure failure) {
        locked(() -> refusal = failure);
    }

    /** Queues the waiter; one that has waited before, and whose session failed, comes first. */
    void acquire(Waiter waiter, boolean first) {
        locked(() -> {
            if (first) {
                queue.addFirst(waiter);
            } else {
                queue.addLast(waiter);
            }
        });
    }

    /** Takes the waiter back; false when it was answered already, or is about to be. */
    boolean giveUp(Waiter waiter) {
        lock.lock();
        try {
            return queue.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    void release(PooledSession session, Fate fate) {
        Instant now = node.now();
        locked(() -> {
            switch (fate) {
                case WELL -> session.giveBackWell();
                case UNFINISHED ->
                    session.giveBackUnfinished(now, settings.rests().afterCancel());
                case FAILED -> session.giveBackFailed(now, settings.rests().afterFailure());
                case GONE -> sessions.remove(session);
            }
        });
    }

    /** Whether a request that failed on the session has a chance on another. */
    boolean hasAnother(PooledSession failed) {
        lock.lock();
        try {
            Instant now = node.now();
            boolean other =
                    sessions.stream().anyMatch(one -> !one.equals(failed) && !one.ending(now) && !one.suspect(now));
            return other || room();
        } finally {
            lock.unlock();
        }
    }

    Set<String> ids() {
        lock.lock();
        try {
            return sessions.stream().map(PooledSession::id).collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    /** How the pool stands. */
    record Census(int idle, int busy, int resting, int waiting) {

        static final Census EMPTY = new Census(0, 0, 0, 0);

        Census plus(Census other) {
            return new Census(idle + other.idle, busy + other.busy, resting + other.resting, waiting + other.waiting);
        }
    }

    Census census() {
        lock.lock();
        try {
            Instant now = node.now();
            int busy = (int) sessions.stream().filter(PooledSession::busy).count();
            int idle = (int) sessions.stream()
                    .filter(one -> one.idle(now) && !one.suspect(now))
                    .count();
            return new Census(idle, busy, sessions.size() - busy - idle, queue.size());
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the clock again. */
    void tick() {
        locked(() -> wakesAt = Instant.MAX);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            settle(node.now());
        } finally {
            lock.unlock();
        }
    }

    private void settle(Instant now) {
        for (PooledSession session : List.copyOf(sessions)) {
            if (session.ending(now) && !session.busy()) {
                sessions.remove(session);
                node.ended(session);
            }
        }
        if (ready) {
            while (!queue.isEmpty() && grantNext(now)) {}
            if (!queue.isEmpty() && !opening && room() && !openNotBefore.isAfter(now)) {
                startOpening(now);
            }
        }
        if (refusal != null && sessions.isEmpty() && !opening) {
            refuseAll(refusal);
        }
        wakeUp(now);
    }

    private boolean grantNext(Instant now) {
        Optional<PooledSession> best = sessions.stream()
                .filter(one -> one.idle(now) && !one.ending(now))
                .filter(one -> !one.suspect(now) || nothingBetter(now))
                .min(Comparator.comparing(PooledSession::trustedAt).thenComparing(PooledSession::endsAt));
        if (best.isEmpty()) {
            return false;
        }
        PooledSession session = best.get();
        Waiter waiter = queue.remove();
        session.take();
        waiter.loop().execute(() -> waiter.granted(session));
        return true;
    }

    /** A provider that failed is asked again early only when there is no other, nor a way to get one. */
    private boolean nothingBetter(Instant now) {
        return sessions.stream().allMatch(one -> one.suspect(now)) && (!room() || openNotBefore.isAfter(now));
    }

    private boolean room() {
        return sessions.size() < settings.size();
    }

    private void startOpening(Instant now) {
        opening = true;
        String omit = sessions.stream()
                .filter(one -> one.suspect(now))
                .map(PooledSession::provider)
                .findFirst()
                .orElse("");
        node.run(() -> opened(attempt(omit)));
    }

    /** Whatever goes wrong in here, the pool goes on. */
    private Opening attempt(String omit) {
        try {
            return node.chain().open(model, omit);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("upstream", node.name())
                    .setCause(e)
                    .log("Opening a session failed in an unforeseen way");
            return new Opening.Refused(Failure.broken("opening a session failed"));
        }
    }

    private void opened(Opening outcome) {
        node.meters().opened(outcome);
        switch (outcome) {
            case Opening.Opened opened -> locked(() -> add(opened.session()));
            case Opening.Refused refused -> locked(() -> refuseFor(AFTER_REFUSAL, refused.failure()));
            case Opening.Pending pending -> {
                LOG.atWarn()
                        .addKeyValue("upstream", node.name())
                        .addKeyValue("model", model)
                        .addKeyValue("conflict", pending.conflict())
                        .log("It is not clear whether a session was opened: looking for it");
                look(pending);
            }
        }
    }

    private void look(Opening.Pending pending) {
        Optional<NodeSession> found = Optional.empty();
        try {
            found = node.chain().find(pending, node.sessionIds());
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("upstream", node.name())
                    .addKeyValue("detail", e.getMessage())
                    .log("The node's sessions cannot be read");
        }
        if (found.isPresent()) {
            node.meters().reconciled();
            NodeSession session = found.get();
            locked(() -> add(session));
        } else if (node.now().isBefore(pending.until())) {
            node.later(LOOK_EVERY, () -> node.run(() -> look(pending)));
        } else {
            node.meters().lost();
            locked(() -> opening = false);
        }
    }

    private void add(NodeSession session) {
        opening = false;
        refusal = null;
        if (sessions.stream().noneMatch(one -> one.id().equals(session.id()))) {
            sessions.add(new PooledSession(session));
        }
    }

    private void refuseFor(Duration pause, Failure failure) {
        opening = false;
        openNotBefore = node.now().plus(pause);
        if (sessions.isEmpty()) {
            refuseAll(failure);
        }
    }

    private void refuseAll(Failure failure) {
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            Waiter refused = waiter;
            refused.loop().execute(() -> refused.refused(failure));
        }
    }

    /** Comes back when a session has rested, or an open may be tried again; without waiters there is no hurry. */
    private void wakeUp(Instant now) {
        if (queue.isEmpty() || !ready) {
            return;
        }
        var rested =
                sessions.stream().filter(one -> !one.busy()).flatMap(one -> Stream.of(one.readyAt(), one.trustedAt()));
        Stream.concat(rested, room() ? Stream.of(openNotBefore) : Stream.empty())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder())
                .filter(at -> at.isBefore(wakesAt))
                .ifPresent(at -> {
                    wakesAt = at;
                    node.later(Duration.between(now, at), this::tick);
                });
    }
}
