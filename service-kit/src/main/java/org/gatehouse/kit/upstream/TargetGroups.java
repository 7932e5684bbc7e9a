package org.gatehouse.kit.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes {@link TargetGroup}s and looks their names up again in the background for as long as it is open. */
public final class TargetGroups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetGroups.class);

    private final HostLookup lookup;
    private final Queue<TargetGroup> groups = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("target-refresh").daemon().factory());

    private final int maxInFlight;

    public TargetGroups(HostLookup lookup, Duration period) {
        this(lookup, period, Integer.MAX_VALUE);
    }

    /** @param maxInFlight calls under way to one target at most */
    public TargetGroups(HostLookup lookup, Duration period, int maxInFlight) {
        this.lookup = lookup;
        this.maxInFlight = maxInFlight;
        var _ = refresher.scheduleWithFixedDelay(
                this::refreshAll, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A group that follows DNS. The first look-up is made here: call it while starting, not on an event loop. */
    public TargetGroup of(Collection<URI> bases) {
        var group = new TargetGroup(List.copyOf(bases), maxInFlight);
        group.refresh(lookup);
        groups.add(group);
        return group;
    }

    private void refreshAll() {
        for (var group : groups) {
            try {
                group.refresh(lookup);
            } catch (RuntimeException e) {
                LOG.error("Could not refresh {}", group, e);
            }
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
