package org.gatehouse.auth.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, read by column name; a null in a column that is not read as optional is a bug and says so. */
public final class Row {

    private final ResultSet cells;

    Row(ResultSet cells) {
        this.cells = cells;
    }

    public UUID uuid(String column) {
        return required(column, cell(column, UUID.class));
    }

    public Optional<UUID> optionalUuid(String column) {
        return Optional.ofNullable(cell(column, UUID.class));
    }

    public String text(String column) {
        return required(column, cell(column, String.class));
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(cell(column, String.class));
    }

    public List<String> texts(String column) {
        try {
            return List.of((String[]) cells.getArray(column).getArray());
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public Instant instant(String column) {
        return required(column, cell(column, OffsetDateTime.class)).toInstant();
    }

    public Optional<Instant> optionalInstant(String column) {
        return Optional.ofNullable(cell(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public long number(String column) {
        return required(column, cell(column, Long.class));
    }

    public Optional<Integer> optionalInteger(String column) {
        return Optional.ofNullable(cell(column, Integer.class));
    }

    public Optional<BigDecimal> optionalDecimal(String column) {
        return Optional.ofNullable(cell(column, BigDecimal.class));
    }

    public boolean truth(String column) {
        return required(column, cell(column, Boolean.class));
    }

    public byte[] bytes(String column) {
        try {
            return required(column, cells.getBytes(column));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private <T> @Nullable T cell(String column, Class<T> type) {
        try {
            return cells.getObject(column, type);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static <T> T required(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
