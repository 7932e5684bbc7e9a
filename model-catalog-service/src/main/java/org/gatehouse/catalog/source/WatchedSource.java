package org.gatehouse.catalog.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.sql.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source with its last good list and how it has fared; asked by one thread at a time. */
final class WatchedSource {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedSource.class);

    private final ModelSource source;
    private final InstantSource clock;
    private final CopyRepository copies;
    private List<Model> lastGood = List.of();
    private Validators validators = Validators.NONE;
    private volatile Standing standing = new Standing(null, null, Instant.EPOCH, 0, null, List.of());

    WatchedSource(ModelSource source, InstantSource clock, CopyRepository copies) {
        this.source = source;
        this.clock = clock;
        this.copies = copies;
    }

    /** How a source has fared: when it was asked, last answered well and last changed, failures since then, and what is wrong. */
    record Standing(
            @Nullable Instant asked,
            @Nullable Instant answered,
            Instant changed,
            int failures,
            @Nullable String failure,
            List<String> alarms) {}

    ModelSource source() {
        return source;
    }

    synchronized int size() {
        return lastGood.size();
    }

    Standing standing() {
        return standing;
    }

    /** Takes over what was read before a restart, or by another replica since; from the same place only. */
    synchronized List<Model> adopt() {
        var newer = copies.newerThan(source.upstream(), source.location(), standing.changed());
        if (newer.isPresent()) {
            var copy = newer.get();
            lastGood = CopyText.read(source.upstream(), copy.models());
            validators = copy.validators();
            var known = standing;
            standing = new Standing(
                    known.asked(), copy.readAt(), copy.readAt(), known.failures(), known.failure(), known.alarms());
        }
        return lastGood;
    }

    /** Asks the source; the list to offer from now on, which is the last good one whenever the answer is of no use. */
    synchronized List<Model> refresh() {
        return ask(validators, list -> Alarms.examine(lastGood, list));
    }

    /** Asks the source and takes what it says, although it was held back: an operator has looked at it. */
    synchronized List<Model> refreshAccepting() {
        return ask(Validators.NONE, Alarms::accept);
    }

    private List<Model> ask(Validators known, Function<ModelList, Alarms.Examined> judge) {
        var reading = source.read(known);
        var now = clock.instant();
        switch (reading) {
            case Reading.Failed failed -> noteFailure(now, failed.internalReason());
            case Reading.Unchanged _ ->
                standing = new Standing(now, now, standing.changed(), 0, null, standing.alarms());
            case Reading.Listed listed -> take(now, judge.apply(listed.list()), listed.validators());
        }
        return lastGood;
    }

    private void take(Instant now, Alarms.Examined examined, Validators newValidators) {
        var news = !examined.alarms().equals(standing.alarms());
        lastGood = examined.models();
        validators = newValidators;
        standing = new Standing(now, now, now, 0, null, examined.alarms());
        keepCopy(now);
        LOG.info("source {} lists {} models", source.upstream(), lastGood.size());
        if (news) {
            examined.alarms().forEach(alarm -> LOG.warn("alarm at source {}: {}", source.upstream(), alarm));
        }
    }

    /** The copy is for the next start; without a database this one goes on. What was held back is examined again by whoever takes the copy. */
    private void keepCopy(Instant now) {
        var known = standing.alarms().isEmpty() ? validators : Validators.NONE;
        try {
            copies.save(new SourceCopy(source.upstream(), source.location(), known, CopyText.write(lastGood), now));
        } catch (DatabaseException e) {
            LOG.warn("the list of source {} could not be kept for a restart", source.upstream(), e);
        }
    }

    private void noteFailure(Instant now, String reason) {
        var before = standing;
        standing =
                new Standing(now, before.answered(), before.changed(), before.failures() + 1, reason, before.alarms());
        if (!reason.equals(before.failure())) {
            LOG.warn("source {} failed, {} models are kept: {}", source.upstream(), lastGood.size(), reason);
        }
    }
}
