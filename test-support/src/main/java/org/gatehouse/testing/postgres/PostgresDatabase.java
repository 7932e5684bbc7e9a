package org.gatehouse.testing.postgres;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, migrated database for one test class on a real PostgreSQL whose time zone is not UTC. Register it as a static
 * field with {@code @RegisterExtension}; it comes to life with the first use.
 */
public final class PostgresDatabase implements BeforeAllCallback {

    private final String migrations;
    private final ReentrantLock creating = new ReentrantLock();
    private @Nullable String name;

    private PostgresDatabase(String migrations) {
        this.migrations = migrations;
    }

    /** A database with all Flyway migrations of this class path location applied. */
    public static PostgresDatabase migratedBy(String location) {
        return new PostgresDatabase(location);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        name();
    }

    public String jdbcUrl() {
        return PostgresServer.running().jdbcUrl(name());
    }

    public String user() {
        return PostgresServer.ROLE;
    }

    /** The server trusts loopback, so any password will do; settings usually demand one. */
    public String password() {
        return "not-checked-on-loopback";
    }

    public DataSource dataSource() {
        return PostgresServer.running().dataSource(name());
    }

    /** The default data source of a Micronaut context. */
    public Map<String, String> properties() {
        return Map.of(
                "datasources.default.url", jdbcUrl(),
                "datasources.default.username", user(),
                "datasources.default.password", password());
    }

    private String name() {
        creating.lock();
        try {
            if (name == null) {
                name = PostgresServer.running().createDatabase(migrations);
            }
            return name;
        } finally {
            creating.unlock();
        }
    }
}
