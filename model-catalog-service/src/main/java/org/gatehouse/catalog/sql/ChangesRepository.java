package org.gatehouse.catalog.sql;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.gatehouse.kit.sql.DirectConnections;
import org.postgresql.PGConnection;

/** Listens on the channel that the triggers notify, over a connection that is not the pool's. */
@Singleton
final class ChangesRepository {

    private final DirectConnections connections;

    ChangesRepository(DirectConnections connections) {
        this.connections = connections;
    }

    /** Calls {@code look} at once, after each notification and each {@code pause}, as long as it says so and the connection holds. */
    void listen(BooleanSupplier look, Duration pause) {
        try (var connection = connections.open("model-catalog-service changes")) {
            try (var statement = connection.createStatement()) {
                statement.execute("listen gatehouse_catalog");
            }
            var postgres = connection.unwrap(PGConnection.class);
            while (look.getAsBoolean()) {
                postgres.getNotifications((int) pause.toMillis());
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
