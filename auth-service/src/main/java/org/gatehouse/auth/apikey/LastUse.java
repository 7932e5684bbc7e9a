package org.gatehouse.auth.apikey;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down when keys were last used, off the request's path and at most once a minute a key. */
@Singleton
final class LastUse {

    private static final Duration APART = Duration.ofSeconds(60);
    private static final int MAX_WAITING = 100_000;

    private final ApiKeyRepository keys;
    private final Map<ApiKeyId, Instant> waiting = new ConcurrentHashMap<>();

    LastUse(ApiKeyRepository keys) {
        this.keys = keys;
    }

    void note(StoredKey key, Instant now) {
        var due = key.lastUsedAt().map(last -> !last.plus(APART).isAfter(now)).orElse(true);
        if (due && waiting.size() < MAX_WAITING) {
            waiting.putIfAbsent(key.id(), now);
        }
    }

    @PreDestroy
    void writeTheLast() {
        write();
    }

    @Scheduled(fixedDelay = "2s")
    void write() {
        var batch = Map.copyOf(waiting);
        keys.markUsed(batch);
        batch.forEach(waiting::remove);
    }
}
