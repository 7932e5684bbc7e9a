package org.gatehouse.kit.revocation;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.token.StrictObject;
import org.jspecify.annotations.Nullable;

/**
 * One event of auth-service's stream.
 *
 * @param kind {@code key}, {@code session} or {@code account}
 * @param at tokens issued up to then are revoked
 * @param until when the last of them has expired, and the event may be forgotten
 */
record Revocation(String kind, UUID id, Instant at, Instant until) {

    /** Empty when it is none. */
    static Optional<Revocation> parse(String json) {
        return StrictObject.parse(json).flatMap(Revocation::read);
    }

    private static Optional<Revocation> read(Map<String, @Nullable Object> json) {
        if (json.get("kind") instanceof String kind
                && json.get("id") instanceof String id
                && json.get("at") instanceof String at
                && json.get("until") instanceof String until) {
            try {
                return Optional.of(new Revocation(kind, UUID.fromString(id), Instant.parse(at), Instant.parse(until)));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
