package org.gatehouse.auth.sql;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs SQL text with positional parameters; statements inside {@link #together} share one transaction. */
@Singleton
public final class Sql {

    private final TransactionOperations<Connection> transactions;

    Sql(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** All or nothing: an exception rolls back, and so does a crash; joins the transaction that is already open. */
    public <T> T together(Supplier<T> work) {
        return transactions.executeWrite(status -> work.get());
    }

    public <T> List<T> list(String sql, Function<Row, T> reading, @Nullable Object... parameters) {
        return run(sql, parameters, statement -> {
            try (var cells = statement.executeQuery()) {
                return read(cells, reading);
            }
        });
    }

    public <T> Optional<T> one(String sql, Function<Row, T> reading, @Nullable Object... parameters) {
        var rows = list(sql, reading, parameters);
        if (rows.size() > 1) {
            throw new IllegalStateException("more than one row: " + sql);
        }
        return rows.stream().findFirst();
    }

    /** The number of rows that were changed. */
    public int change(String sql, @Nullable Object... parameters) {
        return run(sql, parameters, PreparedStatement::executeUpdate);
    }

    private <T> T run(String sql, @Nullable Object[] parameters, Work<T> work) {
        return transactions.executeWrite(status -> {
            try (var statement = status.getConnection().prepareStatement(sql)) {
                bind(statement, parameters);
                return work.on(statement);
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        });
    }

    private static <T> List<T> read(ResultSet cells, Function<Row, T> reading) throws SQLException {
        var rows = new ArrayList<T>();
        var row = new Row(cells);
        while (cells.next()) {
            rows.add(reading.apply(row));
        }
        return List.copyOf(rows);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, bindable(statement.getConnection(), parameters[i]));
        }
    }

    private static @Nullable Object bindable(Connection connection, @Nullable Object value) throws SQLException {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Collection<?> texts ->
                connection.createArrayOf(
                        "text", texts.stream().map(Object::toString).toArray());
            case null, default -> value;
        };
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
