package org.gatehouse.kit.sql;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Connections beside the pool, for those who keep one, such as listeners; with the same limits of time. */
@Singleton
@Requires(beans = DatabaseConfig.class)
public final class DirectConnections {

    private final DatabaseConfig config;

    DirectConnections(DatabaseConfig config) {
        this.config = config;
    }

    /** @param name what the server's list of connections shows */
    public Connection open(String name) throws SQLException {
        var properties = new Properties();
        properties.putAll(config.dataSourceProperties());
        properties.setProperty("ApplicationName", name);
        set(properties, "user", config.username());
        set(properties, "password", config.password());
        return DriverManager.getConnection(config.url(), properties);
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
