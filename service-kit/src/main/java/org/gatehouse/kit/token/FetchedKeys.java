package org.gatehouse.kit.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean failing;
    private Instant lastAttempt = Instant.EPOCH;
    /** The last fetch for an unknown key that brought nothing new; who makes keys up cannot move it on. */
    private Instant lastVain = Instant.EPOCH;

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
        var seen = attempts.get();
        fetching.lock();
        try {
            // Who waited for the fetch of another has its answer.
            if (attempts.get() == seen && isDue()) {
                var asked = clock.instant();
                var before = known();
                fetch();
                lastVain = known().equals(before) ? asked : lastVain;
            }
        } finally {
            fetching.unlock();
        }
        var current = loaded;
        return current == null || failing || isOlder(current.at(), SPACING) ? Optional.empty() : known();
    }

    private boolean isDue() {
        return loaded == null ? isOlder(lastAttempt, SPACING_BEFORE_FIRST_SET) : isOlder(lastVain, SPACING);
    }

    /** Fetches when the set is older than it should be; to be called every second. */
    void keepFresh() {
        var current = loaded;
        if (current != null && !isOlder(current.at(), REFRESH)) {
            return;
        }
        fetching.lock();
        try {
            if (isOlder(lastAttempt, current == null ? SPACING_BEFORE_FIRST_SET : SPACING)) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private boolean isOlder(Instant then, Duration age) {
        return !clock.instant().isBefore(then.plus(age));
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
            attempts.incrementAndGet();
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
