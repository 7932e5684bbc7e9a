package org.gatehouse.chat.upstream.morpheus;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.chat.upstream.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What we do on the chain with the node's wallet. Transactions go one after the other, since two at once take the same nonce;
 * none is repeated here, and an open whose outcome is not clear is {@link Opening.Pending}. Blocks.
 */
final class NodeChain {

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 50;
    /** How far the chain's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final NodeClient node;
    private final PoolSettings settings;
    private final InstantSource clock;
    private final ReentrantLock transaction = new ReentrantLock(true);
    private volatile @Nullable String wallet;

    NodeChain(NodeClient node, PoolSettings settings, InstantSource clock) {
        this.node = node;
        this.settings = settings;
        this.clock = clock;
    }

    /** The chain could not be read; the message is for the log. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** All sessions of the wallet that are open now, whoever opened them. */
    List<NodeSession> openSessions() throws IOException {
        Instant now = clock.instant();
        var open = new ArrayList<NodeSession>();
        for (int page = 0; page < MAX_PAGES; page++) {
            var entities = Documents.entities(body(node.sessions(walletAddress(), page * PAGE, PAGE)), "sessions");
            for (var entity : entities) {
                NodeSession session = Documents.session(entity);
                if (session.open(now)) {
                    open.add(session);
                }
            }
            if (entities.size() < PAGE) {
                break;
            }
        }
        return open;
    }

    NodeSession session(String id) throws IOException {
        var entities = Documents.entities(body(node.session(id)), "session");
        if (entities.isEmpty()) {
            throw new UnreadableException("no session in the answer");
        }
        return Documents.session(entities.getFirst());
    }

    private String walletAddress() throws IOException {
        String known = wallet;
        if (known == null) {
            known = Documents.address(Documents.scalars(body(node.wallet())), "address");
            wallet = known;
        }
        return known;
    }

    private static byte[] body(NodeAnswer answer) throws IOException {
        return switch (answer) {
            case NodeAnswer.Ok ok -> ok.body();
            case NodeAnswer.Refused refused -> throw new UnreadableException("status " + refused.status());
            case NodeAnswer.Unreachable unreachable -> throw new UnreadableException(unreachable.reason());
            case NodeAnswer.Unclear unclear -> throw new UnreadableException(unclear.reason());
        };
    }

    /** Opens a session for the model; nothing is tried when the sessions that are there cannot be told first. */
    Opening open(String model, String omitProvider) {
        transaction.lock();
        try {
            Set<String> before;
            try {
                before = ids(openSessions());
            } catch (IOException e) {
                return new Opening.Refused(
                        Failure.unreachable("the node's sessions cannot be read: " + e.getMessage()));
            }
            Instant since = clock.instant();
            return outcome(node.open(model, settings.sessionDuration(), omitProvider), model, before, since);
        } finally {
            transaction.unlock();
        }
    }

    private Opening outcome(NodeAnswer answer, String model, Set<String> before, Instant since) {
        Instant until = since.plus(settings.chain().ambiguity());
        var pending = new Opening.Pending(model, before, since, until, false);
        return switch (answer) {
            case NodeAnswer.Ok ok ->
                opened(ok.body(), model).<Opening>map(Opening.Opened::new).orElse(pending);
            case NodeAnswer.Unreachable unreachable -> new Opening.Refused(Failure.unreachable(unreachable.reason()));
            case NodeAnswer.Unclear unclear -> pending;
            case NodeAnswer.Refused refused
            when NodeFailures.conflict(refused.error()) ->
                new Opening.Pending(
                        model, before, since, since.plus(settings.rests().afterNonceConflict()), true);
            case NodeAnswer.Refused refused
            when NodeFailures.certain(refused) -> new Opening.Refused(NodeFailures.refusedOpen(refused));
            case NodeAnswer.Refused refused -> pending;
        };
    }

    private Optional<NodeSession> opened(byte[] answer, String model) {
        String id;
        try {
            id = Documents.hash(Documents.scalars(answer), "sessionID");
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(session(id));
        } catch (IOException e) {
            // It is open all the same; a minute is kept back from its end, which only the chain knows exactly.
            Instant now = clock.instant();
            Instant end = now.plus(settings.sessionDuration()).minus(SKEW);
            return Optional.of(new NodeSession(id, model, "", now, end, false));
        }
    }

    /**
     * Looks for the session that a pending open has made.
     *
     * @param known ids of the sessions that we already hold
     * @return empty while there is none, and always when somebody else's could be taken for it
     */
    Optional<NodeSession> find(Opening.Pending pending, Set<String> known) throws IOException {
        if (settings.sharedWallet()) {
            return Optional.empty();
        }
        var candidates = openSessions().stream()
                .filter(session -> session.model().equals(pending.model()))
                .filter(session -> !pending.before().contains(session.id()) && !known.contains(session.id()))
                .filter(session -> session.openedAt().isAfter(pending.since().minus(SKEW)))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /** Closes a session that has ended, unless the node has done so by itself; tells whether it is closed now. */
    boolean close(String id) throws IOException {
        if (session(id).closed()) {
            return true;
        }
        transaction.lock();
        try {
            return node.close(id) instanceof NodeAnswer.Ok;
        } finally {
            transaction.unlock();
        }
    }

    /** Sets the allowance of a spender, in wei. */
    NodeAnswer approve(String spender, BigInteger wei) {
        transaction.lock();
        try {
            return node.approve(spender, wei);
        } finally {
            transaction.unlock();
        }
    }

    private static Set<String> ids(List<NodeSession> sessions) {
        var ids = new HashSet<String>();
        sessions.forEach(session -> ids.add(session.id()));
        return ids;
    }
}
