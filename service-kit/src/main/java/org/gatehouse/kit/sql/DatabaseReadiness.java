package org.gatehouse.kit.sql;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Not ready without the database; degraded, but ready for readers, while it refuses writes. */
@Singleton
@Readiness
@Requires(beans = DataSource.class)
final class DatabaseReadiness implements HealthIndicator {

    /** Worse than up, better than down, and answered 200: whoever routes by readiness still sends the readers here. */
    static final HealthStatus DEGRADED = new HealthStatus("DEGRADED", "Writes are refused.", null, 500);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final int PATIENCE_SECONDS = 1;

    private final GuardPools guard;
    private final DatabaseFailures failures;
    private final ExecutorService executor;

    DatabaseReadiness(
            GuardPools guard, DatabaseFailures failures, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.guard = guard;
        this.failures = failures;
        this.executor = executor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(() -> CompletableFuture.supplyAsync(this::look, executor));
    }

    private HealthResult look() {
        return HealthResult.builder("database", status()).build();
    }

    private HealthStatus status() {
        if (!guard.pools().stream().allMatch(DatabaseReadiness::answers)) {
            return HealthStatus.DOWN;
        }
        return failures.refusesWrites() ? DEGRADED : HealthStatus.UP;
    }

    private static boolean answers(GuardedPool pool) {
        try (var connection = pool.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.debug("The database is not ready", e);
            return false;
        }
    }
}
