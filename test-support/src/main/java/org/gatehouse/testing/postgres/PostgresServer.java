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

    /** Owns every test database and migrates it. */
    static final String OWNER = "owner";

    /** What a service works with, as in production: it may change rows, and nothing else. */
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
        asSuperuser("create role " + OWNER + " login");
        asSuperuser("create role " + ROLE + " login");
    }

    static PostgresServer running() {
        return RUNNING;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
    }

    DataSource dataSource(String role, String database) {
        return postgres.getDatabase(role, database);
    }

    String createDatabase(String migrations) {
        var template = templates.computeIfAbsent(migrations, this::createTemplate);
        var name = "test_" + databases.incrementAndGet();
        asSuperuser("create database %s template %s owner %s".formatted(name, template, OWNER));
        return name;
    }

    private String createTemplate(String migrations) {
        var name = "template_" + migrations.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
        asSuperuser("create database %s owner %s".formatted(name, OWNER));
        Flyway.configure()
                .dataSource(dataSource(OWNER, name))
                .placeholders(Map.of("service", ROLE))
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
