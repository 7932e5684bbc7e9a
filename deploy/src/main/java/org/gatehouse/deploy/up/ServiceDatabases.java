package org.gatehouse.deploy.up;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/** A database and a role for each service that keeps data; no role may enter another's database. */
final class ServiceDatabases implements AutoCloseable {
    private final Connection connection;

    private ServiceDatabases(Connection connection) {
        this.connection = connection;
    }

    static ServiceDatabases on(int port, String password) throws SQLException {
        return new ServiceDatabases(DriverManager.getConnection(url(port, "postgres"), Postgres.SUPERUSER, password));
    }

    static String nameFor(Service service) {
        return "gatehouse_" + service.name().toLowerCase(Locale.ROOT);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    void ensure(Service service, String password) throws SQLException {
        var name = nameFor(service);
        if (!exists("select 1 from pg_roles where rolname = ?", name)) {
            execute("create role " + name + " login");
        }
        execute("alter role " + name + " password " + literal(password));
        if (!exists("select 1 from pg_database where datname = ?", name)) {
            execute("create database " + name + " owner " + name);
        }
        execute("revoke all on database " + name + " from public");
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
