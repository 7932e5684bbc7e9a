package org.gatehouse.kit.revocation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.kit.token.Caller;

/** What auth-service has revoked and could still be presented; asked on every request, also for what is cached. */
@Singleton
public final class Revocations {

    private final Map<UUID, Revocation> keys = new ConcurrentHashMap<>();
    private final Map<UUID, Revocation> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, Revocation> accounts = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final InstantSource clock;

    Revocations(InstantSource clock) {
        this.clock = clock;
    }

    /** Who wants to know that something was revoked; told on the stream's thread. */
    public void onRevocation(Runnable listener) {
        listeners.add(listener);
    }

    /** False when the kind is none that is known here, and nothing was noted. */
    boolean add(Revocation revocation) {
        var known = switch (revocation.kind()) {
            case "key" -> note(keys, revocation);
            case "session" -> note(sessions, revocation);
            case "account" -> note(accounts, revocation);
            default -> false;
        };
        listeners.forEach(Runnable::run);
        return known;
    }

    private static boolean note(Map<UUID, Revocation> known, Revocation fresh) {
        known.merge(fresh.id(), fresh, (a, b) -> a.at().isAfter(b.at()) ? a : b);
        return true;
    }

    /** Forgets what no living token can be concerned by. */
    void prune() {
        var now = clock.instant();
        keys.values().removeIf(revocation -> revocation.until().isBefore(now));
        sessions.values().removeIf(revocation -> revocation.until().isBefore(now));
        accounts.values().removeIf(revocation -> revocation.until().isBefore(now));
    }

    public int size() {
        return keys.size() + sessions.size() + accounts.size();
    }

    /** Whether the very key is gone: it stays so, nothing need be asked about it again. */
    public boolean coverKeyOf(Caller.User caller) {
        return caller.keyId().map(id -> covers(keys, id, caller.issuedAt())).orElse(false);
    }

    public boolean cover(Caller.User caller) {
        return coverKeyOf(caller)
                || covers(accounts, caller.accountId(), caller.issuedAt())
                || caller.sessionId()
                        .map(id -> covers(sessions, id, caller.issuedAt()))
                        .orElse(false);
    }

    private static boolean covers(Map<UUID, Revocation> revoked, UUID id, Instant issuedAt) {
        var revocation = revoked.get(id);
        return revocation != null && !issuedAt.isAfter(revocation.at());
    }
}
