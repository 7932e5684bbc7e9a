package org.gatehouse.chat.upstream.morpheus;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.TargetGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes that users have of their own. Who has one is served by it and by no other; whether somebody has one is asked again
 * every half minute, after each failure and when the vault tells of a change; when that cannot be told, nobody else's node stands in.
 */
final class OwnNodes {

    private static final Logger LOG = LoggerFactory.getLogger(OwnNodes.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Its owner may have just mended it. */
    private static final Duration UNUSABLE_FRESH = Duration.ofSeconds(1);

    private static final int MOST_REMEMBERED = 10_000;

    private final String upstream;
    private final Allowed allowed;
    private final PoolSettings settings;
    private final NodeVault vault;
    private final Ambient ambient;
    private final NodeMeters meters;
    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

    OwnNodes(String upstream, Allowed allowed, PoolSettings settings, NodeVault vault, Ambient ambient) {
        this.upstream = upstream;
        this.allowed = allowed;
        // Users and further relays may use the same wallet: only what we opened ourselves is ours.
        this.settings = settings.withSharedWallet();
        this.vault = vault;
        this.ambient = ambient;
        this.meters = new NodeMeters(ambient.registry(), upstream + "/own");
        if (allowed != Allowed.NONE) {
            meters.watch(() -> inUse().map(Node::census).reduce(SessionPool.Census.EMPTY, SessionPool.Census::plus));
            meters.watchNodes(() -> inUse().count());
        }
    }

    /** Where such nodes may be. */
    enum Allowed {
        NONE,
        PUBLIC,
        ANY
    }

    /** Who serves a user. */
    sealed interface Found {

        /** The operator's node: the user has none. */
        record Operators() implements Found {}

        record Own(Node node, NodeVault.Located located) implements Found {}

        record Unusable(Failure failure) implements Found {}
    }

    private record Entry(CompletableFuture<Found> found, Instant since) {

        private boolean fresh(Instant now) {
            boolean usable = !(found.getNow(new Found.Operators()) instanceof Found.Unusable);
            return !found.isDone() || now.isBefore(since.plus(usable ? FRESH : UNUSABLE_FRESH));
        }
    }

    CompletableFuture<Found> of(Acting user) {
        if (allowed == Allowed.NONE) {
            return CompletableFuture.completedFuture(new Found.Operators());
        }
        Instant now = ambient.clock().instant();
        if (entries.size() > MOST_REMEMBERED) {
            forgetOld(now);
        }
        var entry = entries.compute(
                user.accountId(), (id, known) -> known != null && known.fresh(now) ? known : ask(user, known, now));
        return entry.found();
    }

    /** What is known of the user is asked anew before it is used again. */
    void doubt(UUID account) {
        entries.computeIfPresent(account, (id, known) -> new Entry(known.found(), Instant.EPOCH));
    }

    void doubtAll() {
        entries.replaceAll((id, known) -> new Entry(known.found(), Instant.EPOCH));
    }

    void stop() {
        inUse().forEach(Node::stop);
    }

    /** All users' nodes together, so that no number tells one of them. */
    private Stream<Node> inUse() {
        return entries.values().stream()
                .map(entry -> entry.found().getNow(new Found.Operators()))
                .filter(Found.Own.class::isInstance)
                .map(found -> ((Found.Own) found).node());
    }

    private void forgetOld(Instant now) {
        entries.values().removeIf(entry -> {
            boolean old = !entry.fresh(now);
            if (old && entry.found().getNow(new Found.Operators()) instanceof Found.Own own) {
                own.node().stop();
            }
            return old;
        });
    }

    private Entry ask(Acting user, @Nullable Entry known, Instant now) {
        Found before = known == null ? null : known.found().getNow(new Found.Operators());
        var found = new CompletableFuture<Found>();
        ambient.workers().execute(() -> found.complete(found(user, before)));
        return new Entry(found, now);
    }

    private Found found(Acting user, @Nullable Found before) {
        try {
            Optional<NodeVault.Located> located = vault.locate(user);
            if (before instanceof Found.Own own) {
                if (located.filter(own.located()::equals).isPresent()) {
                    return own;
                }
                own.node().stop();
            }
            return located.isEmpty() ? new Found.Operators() : use(user, located.get());
        } catch (IOException | RuntimeException e) {
            // Whatever it was, an entry that is never completed would leave the user without an answer for good.
            LOG.atWarn()
                    .addKeyValue("upstream", upstream)
                    .addKeyValue("detail", e.getMessage())
                    .log("It cannot be told whether a user has a node of their own");
            return new Found.Unusable(NodeFailures.overloaded(
                    "Your settings could not be read; try again.", "the vault gives no answer", 5));
        }
    }

    /** The name is looked up once; what was looked at is what is connected to, as long as the node is used. */
    private Found use(Acting user, NodeVault.Located located) throws IOException {
        TargetGroup targets = TargetGroup.fixed(URI.create(located.origin()));
        boolean reachable = !targets.targets().isEmpty();
        boolean outside = targets.targets().stream()
                .allMatch(target -> PublicAddress.is(target.address().getAddress()));
        if (reachable && !outside && allowed != Allowed.ANY) {
            return new Found.Unusable(notThere());
        }
        Optional<String> credentials = vault.credentials(user, located.origin());
        if (credentials.isEmpty()) {
            return new Found.Unusable(
                    NodeFailures.overloaded("Your node has just changed; try again.", "the node changed meanwhile", 1));
        }
        var address = new NodeAddress(
                upstream + "/own",
                ambient.client(),
                targets,
                "Basic " + credentials.get(),
                ambient.loops().next());
        var node = new Node(address, settings, ambient, meters);
        node.start();
        return new Found.Own(node, located);
    }

    private static Failure notThere() {
        var error = PublicError.of(ErrorKind.FORBIDDEN, "Your node's address is not one that this gateway may call.");
        return new Failure(Failure.Reason.CLIENT, error, "own node at an address that is not public");
    }
}
