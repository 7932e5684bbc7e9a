package org.gatehouse.vault.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;

/** What really is in the database, and a way to tamper with it. */
public final class Rows {

    private final PostgresDatabase database;

    public Rows(PostgresDatabase database) {
        this.database = database;
    }

    public List<Map<String, Object>> query(String sql, Object... parameters) {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return List.of();
            }
            return read(statement.getResultSet());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public long count(String table) {
        return query("select 1 from " + table).size();
    }

    private static List<Map<String, Object>> read(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
