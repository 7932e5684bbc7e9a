package org.gatehouse.catalog.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.catalog.model.Model;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source with its last good list and how it has fared; asked by one thread at a time. */
final class WatchedSource {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedSource.class);

    private final ModelSource source;
    private final InstantSource clock;
    private List<Model> lastGood = List.of();
    private Validators validators = Validators.NONE;
    private volatile Standing standing = new Standing(null, null, 0, null, List.of());

    WatchedSource(ModelSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** How a source has fared: when it was asked, when it last answered well, failures since then, and what is wrong. */
    record Standing(
            @Nullable Instant asked,
            @Nullable Instant answered,
            int failures,
            @Nullable String failure,
            List<String> alarms) {}

    ModelSource source() {
        return source;
    }

    Standing standing() {
        return standing;
    }

    /** Asks the source; the list to offer from now on, which is the last good one whenever the answer is of no use. */
    synchronized List<Model> refresh() {
        var reading = source.read(validators);
        var now = clock.instant();
        switch (reading) {
            case Reading.Failed failed -> noteFailure(now, failed.internalReason());
            case Reading.Unchanged _ -> standing = new Standing(now, now, 0, null, standing.alarms());
            case Reading.Listed listed -> take(now, listed);
        }
        return lastGood;
    }

    private void take(Instant now, Reading.Listed listed) {
        var examined = Alarms.examine(lastGood, listed.list());
        lastGood = examined.models();
        validators = listed.validators();
        standing = new Standing(now, now, 0, null, examined.alarms());
        LOG.info("source {} lists {} models", source.upstream(), lastGood.size());
        examined.alarms().forEach(alarm -> LOG.warn("alarm at source {}: {}", source.upstream(), alarm));
    }

    private void noteFailure(Instant now, String reason) {
        var before = standing;
        standing = new Standing(now, before.answered(), before.failures() + 1, reason, before.alarms());
        if (!reason.equals(before.failure())) {
            LOG.warn("source {} failed, {} models are kept: {}", source.upstream(), lastGood.size(), reason);
        }
    }
}
