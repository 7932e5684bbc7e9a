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

    public String owner() {
        return PostgresServer.OWNER;
    }

    /** The server trusts loopback, so any password will do; settings usually demand one. */
    public String password() {
        return "not-checked-on-loopback";
    }

    /** For the test's own hands: as the owner. */
    public DataSource dataSource() {
        return PostgresServer.running().dataSource(PostgresServer.OWNER, name());
    }

    /** As a service is connected. */
    public DataSource dataSourceOfTheService() {
        return PostgresServer.running().dataSource(PostgresServer.ROLE, name());
    }

    /** The default data source of a Micronaut context, and who migrates it. */
    public Map<String, String> properties() {
        return Map.of(
                "datasources.default.url", jdbcUrl(),
                "datasources.default.username", user(),
                "datasources.default.password", password(),
                "flyway.datasources.default.user", owner(),
                "flyway.datasources.default.password", password());
    }

    /** The same as settings of a service that is a process of its own, {@code GATEHOUSE_VAULT_DB_URL} for example. */
    public Map<String, String> environment(String service) {
        var prefix = "GATEHOUSE_" + service + "_DB_";
        return Map.of(
                prefix + "URL", jdbcUrl(),
                prefix + "USER", user(),
                prefix + "PASSWORD", password(),
                prefix + "OWNER", owner(),
                prefix + "OWNER_PASSWORD", password());
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
