package org.gatehouse.kit.revocation;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the events of the revocation stream in, and knows how far it got and whether it hears of new ones at once. */
@Singleton
public final class RevocationFeed {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);

    private final Revocations revocations;
    private final InstantSource clock;
    private volatile @Nullable String cursor;
    private volatile boolean live;
    private volatile Instant lostAt = Instant.EPOCH;

    RevocationFeed(Revocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Fails on an event that cannot be read: to skip one would be to let a revoked credential in. */
    void apply(ServerEvent event) throws IOException {
        switch (event.type()) {
            case "revocation" -> note(event.data());
            case "ready" -> caughtUp();
            default -> LOG.debug("Event of unknown type {}", event.type());
        }
        if (!event.id().isEmpty()) {
            cursor = event.id();
        }
    }

    private void note(String data) throws IOException {
        var revocation = Revocation.parse(data).orElseThrow(() -> new IOException("no revocation"));
        if (!revocations.add(revocation)) {
            LOG.warn("Revocation of unknown kind {}", revocation.kind());
        }
        revocations.prune();
    }

    /** Where to resume; empty before the first event. */
    Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** Whether a revocation would be heard of at once. */
    public boolean isLive() {
        return live;
    }

    private void caughtUp() {
        if (!live) {
            LOG.info("Revocations are heard of at once");
        }
        live = true;
    }

    /** When it was last heard of; long ago when it never was. */
    Instant lostAt() {
        return lostAt;
    }

    void lost() {
        if (live) {
            lostAt = clock.instant();
        }
        live = false;
    }
}
