package org.gatehouse.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The one embedded server of this JVM; it stops with the JVM. Each migration location becomes a template once. */
final class PostgresServer {

    /** The owner of every test database: a plain role, as a service has in production. */
    static final String ROLE = "service";

    private static final String SUPERUSER = "postgres";
    private static final PostgresServer RUNNING = new PostgresServer();

    private final EmbeddedPostgres postgres;
    private final Map<String, String> templates = new ConcurrentHashMap<>();
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "Pacific/Chatham")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setRegisterShutdownHook(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
        asSuperuser("create role " + ROLE + " login");
    }

    static PostgresServer running() {
        return RUNNING;
    }

    String jdbcUrl(String database) {
        return postgres.getJdbcUrl(ROLE, database);
    }

    DataSource dataSource(String database) {
        return postgres.getDatabase(ROLE, database);
    }

    String createDatabase(String migrations) {
        var template = templates.computeIfAbsent(migrations, this::createTemplate);
        var name = "test_" + databases.incrementAndGet();
        asSuperuser("create database %s template %s owner %s".formatted(name, template, ROLE));
        return name;
    }

    private String createTemplate(String migrations) {
        var name = "template_" + migrations.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
        asSuperuser("create database %s owner %s".formatted(name, ROLE));
        Flyway.configure()
                .dataSource(dataSource(name))
                .locations("classpath:" + migrations)
                .failOnMissingLocations(true)
                .load()
                .migrate();
        return name;
    }

    private void asSuperuser(String sql) {
        try (var connection = postgres.getDatabase(SUPERUSER, SUPERUSER).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
