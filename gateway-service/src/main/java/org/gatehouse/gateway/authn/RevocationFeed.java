package org.gatehouse.gateway.authn;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the events of the revocation stream in, and knows how far it got and whether it hears of new ones at once. */
@Singleton
final class RevocationFeed {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);

    private final Revocations revocations;
    private final JsonMapper json;
    private volatile @Nullable String cursor;
    private volatile boolean live;

    RevocationFeed(Revocations revocations, JsonMapper json) {
        this.revocations = revocations;
        this.json = json;
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
        var revocation = json.readValue(data, Revocation.class);
        if (revocation == null) {
            throw new IOException("a revocation that is null");
        }
        if (!revocations.add(revocation)) {
            LOG.warn("Revocation of unknown kind {}", revocation.kind());
        }
        revocations.prune();
    }

    /** Where to resume; empty before the first event. */
    Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    boolean isLive() {
        return live;
    }

    private void caughtUp() {
        if (!live) {
            LOG.info("Revocations are heard of at once");
        }
        live = true;
    }

    void lost() {
        live = false;
    }
}
