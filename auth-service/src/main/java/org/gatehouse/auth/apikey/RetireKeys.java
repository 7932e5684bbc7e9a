package org.gatehouse.auth.apikey;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;

/** Removes rotated keys when their grace ends and takes back their tokens; of several replicas one does it. */
@Singleton
final class RetireKeys {

    private final ApiKeyRepository keys;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Sql sql;

    RetireKeys(ApiKeyRepository keys, Revocations revocations, InstantSource clock, Sql sql) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
        this.sql = sql;
    }

    @Scheduled(fixedDelay = "500ms")
    void retire() {
        sql.together(() -> {
            revocations.keys(keys.deleteRetired(clock.instant()));
            return true;
        });
    }
}
