package org.gatehouse.chat.upstream.morpheus;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.chat.upstream.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node with its wallet: the pools of its models, filled at the start with the sessions that are open already, unless the
 * wallet is shared with others. Sessions are never closed before their end, which would lock part of the stake.
 */
final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(30);
    private static final int CLOSE_ATTEMPTS = 5;

    private final NodeAddress address;
    private final PoolSettings settings;
    private final Ambient ambient;
    private final NodeMeters meters;
    private final NodeChain chain;
    private final Map<String, SessionPool> pools = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final ReentrantLock adopting = new ReentrantLock();
    private boolean adopted;
    private volatile boolean stopped;

    Node(NodeAddress address, PoolSettings settings, Ambient ambient, NodeMeters meters) {
        this.address = address;
        this.settings = settings;
        this.ambient = ambient;
        this.meters = meters;
        var client = new NodeClient(address, settings.chain().transaction());
        this.chain = new NodeChain(client, settings, ambient.clock());
    }

    void start() {
        run(this::adopt);
        lookAround();
    }

    /** Forgets the node; its sessions stay open on the chain until they end. */
    void stop() {
        stopped = true;
    }

    String name() {
        return address.name();
    }

    NodeAddress address() {
        return address;
    }

    NodeChain chain() {
        return chain;
    }

    NodeMeters meters() {
        return meters;
    }

    PoolSettings settings() {
        return settings;
    }

    Instant now() {
        return ambient.clock().instant();
    }

    /** For what would take an event loop too long. */
    Executor counting() {
        return ambient.counting();
    }

    Executor workers() {
        return ambient.workers();
    }

    void run(Runnable work) {
        if (!stopped) {
            ambient.workers().execute(work);
        }
    }

    void later(Duration delay, Runnable work) {
        if (!stopped) {
            var _ = address.loop().schedule(work, Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** @param model its chain id, in lower case */
    SessionPool pool(String model) {
        SessionPool known = pools.get(model);
        return known == null ? newPool(model, List.of()) : known;
    }

    private SessionPool newPool(String model, List<NodeSession> open) {
        adopting.lock();
        try {
            var pool = pools.computeIfAbsent(model, id -> new SessionPool(id, this, settings));
            if (adopted) {
                pool.adopt(open);
            }
            return pool;
        } finally {
            adopting.unlock();
        }
    }

    Set<String> sessionIds() {
        var ids = new HashSet<>(ended);
        pools.values().forEach(pool -> ids.addAll(pool.ids()));
        return ids;
    }

    SessionPool.Census census() {
        return pools.values().stream()
                .map(SessionPool::census)
                .reduce(SessionPool.Census.EMPTY, SessionPool.Census::plus);
    }

    private void adopt() {
        var byModel = new HashMap<String, List<NodeSession>>();
        try {
            if (!settings.sharedWallet()) {
                chain.openSessions()
                        .forEach(session -> byModel.computeIfAbsent(session.model(), model -> new ArrayList<>())
                                .add(session));
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("upstream", name())
                    .addKeyValue("detail", e.getMessage())
                    .log("The node cannot be asked for its sessions; trying again");
            var failure = Failure.unreachable("the node's sessions cannot be read");
            pools.values().forEach(pool -> pool.down(failure));
            later(TRY_AGAIN, () -> run(this::adopt));
            return;
        }
        adopting.lock();
        try {
            adopted = true;
            pools.forEach((model, pool) -> pool.adopt(byModel.getOrDefault(model, List.of())));
            byModel.forEach(this::newPool);
        } finally {
            adopting.unlock();
        }
        LOG.atInfo()
                .addKeyValue("upstream", name())
                .addKeyValue(
                        "sessions",
                        byModel.values().stream().mapToInt(List::size).sum())
                .log("The node's open sessions are taken over");
    }

    /** Sessions end also while nobody asks for one. */
    private void lookAround() {
        later(LOOK_AROUND, () -> {
            pools.values().forEach(SessionPool::tick);
            lookAround();
        });
    }

    /** Takes a session that is of no use any more; the node closes it by itself, and is helped only if it has not. */
    void ended(PooledSession session) {
        ended.add(session.id());
        var closing =
                Duration.between(now(), session.endsAt().plus(settings.chain().closeAfter()));
        later(closing, () -> run(() -> close(session.id(), CLOSE_ATTEMPTS)));
    }

    private void close(String id, int attempts) {
        boolean closed = false;
        try {
            closed = chain.close(id);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("upstream", name())
                    .addKeyValue("detail", e.getMessage())
                    .log("A session that has ended could not be looked at");
        }
        meters().closed(closed);
        if (closed || attempts == 1) {
            ended.remove(id);
        } else {
            later(settings.chain().closeAfter(), () -> run(() -> close(id, attempts - 1)));
        }
    }
}
