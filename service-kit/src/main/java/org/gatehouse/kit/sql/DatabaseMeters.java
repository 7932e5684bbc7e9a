package org.gatehouse.kit.sql;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Shows operators what the database could not do; there from the start, so that an alarm sees the first one too. */
@Singleton
@Requires(beans = DataSource.class)
final class DatabaseMeters implements MeterBinder {

    private final DatabaseFailures failures;

    DatabaseMeters(DatabaseFailures failures) {
        this.failures = failures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var failure : DatabaseFailure.values()) {
            FunctionCounter.builder("gatehouse.database.failures", failures, each -> each.counted(failure))
                    .description("Requests that were answered 503 because of the database")
                    .tag("reason", failure.label())
                    .register(registry);
        }
    }
}
