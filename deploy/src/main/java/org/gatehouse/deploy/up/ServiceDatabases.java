package org.gatehouse.deploy.up;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A database for each service that keeps data, and two roles: the one that owns it and migrates, and the one that the service
 * works with, which can change no table and no right. No role may enter another's database.
 */
final class ServiceDatabases implements AutoCloseable {
    private final int port;
    private final String superuserPassword;
    private final Connection connection;

    private ServiceDatabases(int port, String superuserPassword, Connection connection) {
        this.port = port;
        this.superuserPassword = superuserPassword;
        this.connection = connection;
    }

    static ServiceDatabases on(int port, String password) throws SQLException {
        var connection = DriverManager.getConnection(url(port, "postgres"), Postgres.SUPERUSER, password);
        return new ServiceDatabases(port, password, connection);
    }

    static String nameFor(Service service) {
        return "gatehouse_" + service.name().toLowerCase(Locale.ROOT);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static String ownerFor(Service service) {
        return nameFor(service) + "_owner";
    }

    /** Also what an earlier version made, whose services owned their databases: it is handed over to the owner. */
    void ensure(Service service, String password, String ownerPassword) throws SQLException {
        var name = nameFor(service);
        var owner = ownerFor(service);
        ensureRole(name, password);
        ensureRole(owner, ownerPassword);
        if (!exists("select 1 from pg_database where datname = ?", name)) {
            execute("create database " + name + " owner " + owner);
        }
        try (var inside = DriverManager.getConnection(url(port, name), Postgres.SUPERUSER, superuserPassword);
                var statement = inside.createStatement()) {
            statement.execute("reassign owned by " + name + " to " + owner);
        }
        execute("revoke all on database " + name + " from public");
        execute("grant connect on database " + name + " to " + name);
    }

    private void ensureRole(String name, String password) throws SQLException {
        if (!exists("select 1 from pg_roles where rolname = ?", name)) {
            execute("create role " + name + " login");
        }
        execute("alter role " + name + " password " + literal(password));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean exists(String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Role statements take no parameters, so the text is quoted by the server. */
    private String literal(String text) throws SQLException {
        try (var statement = connection.prepareStatement("select quote_literal(?)")) {
            statement.setString(1, text);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
