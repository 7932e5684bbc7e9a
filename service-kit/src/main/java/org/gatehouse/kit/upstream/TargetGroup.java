package org.gatehouse.kit.upstream;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicas of one service: every address of every base address configured. The set is swapped whole when names
 * resolve differently; a name that does not resolve keeps the addresses it had.
 */
public final class TargetGroup {

    private static final Logger LOG = LoggerFactory.getLogger(TargetGroup.class);

    private final List<BaseUri> bases;
    private final RetryBudget budget = new RetryBudget();
    private final int maxInFlight;
    private volatile Target[] targets = {};

    TargetGroup(List<URI> bases) {
        this(bases, Integer.MAX_VALUE);
    }

    /** @param maxInFlight calls under way to one target at most: each has a connection of its own */
    TargetGroup(List<URI> bases, int maxInFlight) {
        this.bases = bases.stream().map(BaseUri::of).toList();
        this.maxInFlight = maxInFlight;
    }

    /** A group whose addresses are looked up now and never again. Blocks. */
    public static TargetGroup fixed(URI... bases) {
        var group = new TargetGroup(List.of(bases));
        group.refresh(HostLookup.system());
        return group;
    }

    RetryBudget budget() {
        return budget;
    }

    /** Calls that were made once more, on another replica or another connection. */
    public int retries() {
        return budget.spent();
    }

    /**
     * Chooses by power of two choices on calls in flight. A target that is {@linkplain Target#isAside() aside} is chosen
     * only when no other is left; one already tried, or with as many calls as it may have, never.
     */
    public @Nullable Target pick(Collection<Target> tried) {
        var all = targets;
        if (all.length == 1) {
            return tried.contains(all[0]) || all[0].inFlight() >= maxInFlight ? null : all[0];
        }
        var able = able(all, tried, false);
        return lessBusy(able.isEmpty() ? able(all, tried, true) : able);
    }

    public List<Target> targets() {
        return List.of(targets);
    }

    private List<Target> able(Target[] all, Collection<Target> tried, boolean evenAside) {
        var able = new ArrayList<Target>(all.length);
        for (var target : all) {
            if ((evenAside || !target.isAside()) && target.inFlight() < maxInFlight && !tried.contains(target)) {
                able.add(target);
            }
        }
        return able;
    }

    private static @Nullable Target lessBusy(List<Target> able) {
        int size = able.size();
        if (size < 2) {
            return size == 0 ? null : able.getFirst();
        }
        var random = ThreadLocalRandom.current();
        int first = random.nextInt(size);
        int second = (first + 1 + random.nextInt(size - 1)) % size;
        return able.get(first).inFlight() <= able.get(second).inFlight() ? able.get(first) : able.get(second);
    }

    /** Looks all names up again, keeping the targets that are still there with their counts. Blocks. */
    void refresh(HostLookup lookup) {
        var known = targets;
        var next = new ArrayList<Target>();
        for (var base : bases) {
            for (var address : addresses(base, lookup, known)) {
                next.add(existing(known, base, address));
            }
        }
        targets = next.toArray(Target[]::new);
    }

    private static List<InetSocketAddress> addresses(BaseUri base, HostLookup lookup, Target[] known) {
        try {
            return lookup.addressesOf(base.host()).stream()
                    .map(address -> new InetSocketAddress(address, base.port()))
                    .distinct()
                    .toList();
        } catch (UnknownHostException e) {
            LOG.warn("No address for {}: keeping those known", base.host());
            return List.of(known).stream()
                    .filter(target -> target.base().equals(base))
                    .map(Target::address)
                    .toList();
        }
    }

    private static Target existing(Target[] known, BaseUri base, InetSocketAddress address) {
        for (var target : known) {
            if (target.base().equals(base) && target.address().equals(address)) {
                return target;
            }
        }
        return new Target(base, address);
    }

    @Override
    public String toString() {
        return bases.toString();
    }
}
