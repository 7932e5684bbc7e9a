package org.gatehouse.kit.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A key set that an issuer publishes: refreshed in the background, kept through an outage, fetched sparingly. */
final class FetchedKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration SPACING = Duration.ofSeconds(10);
    private static final Duration SPACING_BEFORE_FIRST_SET = Duration.ofSeconds(1);
    /** Signing keys outlive an outage of their issuer by this much. */
    private static final Duration STALE = Duration.ofDays(1);

    private final String owner;
    private final List<URI> addresses;
    private final AuthServer http;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable Loaded loaded;
    private volatile Instant lastAttempt = Instant.EPOCH;
    private boolean failing;

    /** @param owner names the issuer in our log */
    FetchedKeys(String owner, List<URI> addresses, AuthServer http, InstantSource clock) {
        this.owner = owner;
        this.addresses = List.copyOf(addresses);
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Optional<VerificationKeys> known() {
        var now = clock.instant();
        return Optional.ofNullable(loaded)
                .filter(set -> now.isBefore(set.at().plus(STALE)))
                .map(Loaded::keys);
    }

    @Override
    public Optional<VerificationKeys> refreshed() {
        fetching.lock();
        try {
            var spacing = loaded == null ? SPACING_BEFORE_FIRST_SET : SPACING;
            if (!clock.instant().isBefore(lastAttempt.plus(spacing))) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
        return known();
    }

    /** Fetches when the set is older than it should be; to be called every second. */
    void keepFresh() {
        var current = loaded;
        if (current == null || !clock.instant().isBefore(current.at().plus(REFRESH))) {
            refreshed();
        }
    }

    private void fetch() {
        try {
            var answer = http.call(addresses, request -> request.header("Accept", "application/json"));
            var keys = answer.statusCode() == 200
                    ? KeySetDocument.read(answer.body())
                    : Optional.<VerificationKeys>empty();
            keys.ifPresentOrElse(this::take, () -> failed("refused, its status was " + answer.statusCode()));
        } catch (IOException e) {
            failed("not fetched: " + e.getMessage());
        } finally {
            lastAttempt = clock.instant();
        }
    }

    private void take(VerificationKeys keys) {
        loaded = new Loaded(keys, clock.instant());
        if (failing) {
            LOG.info("The key set of {} is here again", owner);
        }
        failing = false;
    }

    /** An outage is told once, not with every attempt. */
    private void failed(String how) {
        LOG.atLevel(failing ? Level.DEBUG : Level.WARN).log("The key set of {} was {}", owner, how);
        failing = true;
    }

    private record Loaded(VerificationKeys keys, Instant at) {}
}
