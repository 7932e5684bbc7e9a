package org.gatehouse.auth.totp;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.gatehouse.auth.sql.Sql;

/** Moves the secrets of second factors under the current master key, a batch at a time. */
@Singleton
final class TotpUpkeep {

    private static final int BATCH = 500;

    private final TotpRepository repository;
    private final Sql sql;

    TotpUpkeep(TotpRepository repository, Sql sql) {
        this.repository = repository;
        this.sql = sql;
    }

    @Scheduled(fixedDelay = "30s", initialDelay = "1s")
    void reseal() {
        sql.together(() -> {
            repository.reseal(BATCH);
            return true;
        });
    }
}
