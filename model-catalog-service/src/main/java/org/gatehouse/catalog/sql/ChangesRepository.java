package org.gatehouse.catalog.sql;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;

/** Listens on the channel that the triggers notify, over a connection that is not the pool's. */
@Singleton
final class ChangesRepository {

    private final DatabaseConfig config;

    ChangesRepository(DatabaseConfig config) {
        this.config = config;
    }

    /** Where the database is. */
    @ConfigurationProperties("datasources.default")
    record DatabaseConfig(String url, String username, String password) {

        @Override
        public String toString() {
            return "DatabaseConfig[" + url + "]";
        }
    }

    /** Calls {@code look} at once, after each notification and each {@code pause}, as long as it says so and the connection holds. */
    void listen(BooleanSupplier look, Duration pause) {
        try (var connection = connect()) {
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

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", config.username());
        properties.setProperty("password", config.password());
        properties.setProperty("ApplicationName", "model-catalog-service changes");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(config.url(), properties);
    }
}
