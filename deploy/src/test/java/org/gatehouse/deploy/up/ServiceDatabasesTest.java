package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.gatehouse.testing.postgres.StoppablePostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two roles for each database, also for one whose service has owned it so far. */
final class ServiceDatabasesTest {
    private static StoppablePostgres postgres;
    private static int port;

    @BeforeAll
    static void start() {
        postgres = StoppablePostgres.start();
        var url = postgres.properties().getOrDefault("datasources.default.url", "");
        port = URI.create(url.substring("jdbc:".length())).getPort();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void makesBothRolesAndTellsTheDatabaseWhoseItIs() throws SQLException {
        ensure(Service.CATALOG);

        assertThat(ask("gatehouse_catalog", "gatehouse_catalog", "select current_user"))
                .isEqualTo("gatehouse_catalog");
        assertDenied("gatehouse_catalog", "gatehouse_catalog", "create table mine (id int)");
        assertThat(ask("gatehouse_catalog", "gatehouse_catalog_owner", "create table thing (id int); select 1"))
                .isEqualTo("1");
    }

    /** A data folder of an earlier version: nothing is lost, and the service no longer owns what it has made. */
    @Test
    void handsOverWhatTheServiceOwned() throws SQLException {
        as("postgres", "postgres", "create role gatehouse_vault login");
        as("postgres", "postgres", "create database gatehouse_vault owner gatehouse_vault");
        as("gatehouse_vault", "gatehouse_vault", "create table audit_event (id int)");
        as("gatehouse_vault", "gatehouse_vault", "insert into audit_event values (7)");
        as("gatehouse_vault", "gatehouse_vault", "create function forget() returns void language sql as ''");

        ensure(Service.VAULT);
        ensure(Service.VAULT);

        assertThat(ask("gatehouse_vault", "gatehouse_vault_owner", "select id from audit_event"))
                .isEqualTo("7");
        for (var statement : new String[] {
            "drop table audit_event",
            "delete from audit_event",
            "truncate audit_event",
            "drop function forget()",
            "alter table audit_event owner to gatehouse_vault",
            "create table mine (id int)",
            "drop database gatehouse_vault"
        }) {
            assertDenied("gatehouse_vault", "gatehouse_vault", statement);
        }
    }

    @Test
    void letsNoServiceIntoAnothersDatabase() throws SQLException {
        ensure(Service.AUTH);
        ensure(Service.CATALOG);

        assertThatThrownBy(() -> as("gatehouse_auth", "gatehouse_catalog", "select 1"))
                .hasMessageContaining("CONNECT");
    }

    private static void ensure(Service service) throws SQLException {
        try (var databases = ServiceDatabases.on(port, "not-checked")) {
            databases.ensure(service, "a password", "another one");
        }
    }

    private static void assertDenied(String database, String role, String statement) {
        assertThatThrownBy(() -> as(database, role, statement))
                .as(statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo("42501"));
    }

    private static void as(String database, String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(ServiceDatabases.url(port, database), role, "not-checked");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String database, String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(ServiceDatabases.url(port, database), role, "not-checked");
                var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            var result = statement.getResultSet();
            result.next();
            return result.getString(1);
        }
    }
}
