package org.gatehouse.catalog.source;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.gatehouse.catalog.sql.DatabaseException;

/** Keeps the last good list of each source across restarts, and hands it from replica to replica. */
@Singleton
final class CopyRepository {

    private final DataSource database;

    CopyRepository(DataSource database) {
        this.database = database;
    }

    /** Another replica's later copy is not overwritten. */
    void save(SourceCopy copy) {
        var sql = """
                insert into source_copy (upstream, location, etag, digest, models, read_at) values (?, ?, ?, ?, ?, ?)
                on conflict (upstream) do update set location = excluded.location, etag = excluded.etag,
                  digest = excluded.digest, models = excluded.models, read_at = excluded.read_at
                where source_copy.read_at < excluded.read_at
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, copy.upstream());
            statement.setString(2, copy.location());
            statement.setString(3, copy.validators().etag());
            statement.setString(4, copy.validators().digest());
            statement.setString(5, copy.models());
            statement.setObject(6, copy.readAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** A copy of the same list from the same place that was read after the given time. */
    Optional<SourceCopy> newerThan(String upstream, String location, Instant time) {
        var sql = """
                select upstream, location, etag, digest, models, read_at from source_copy
                where upstream = ? and location = ? and read_at > ?
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, upstream);
            statement.setString(2, location);
            statement.setObject(3, time.atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(copy(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static SourceCopy copy(ResultSet row) throws SQLException {
        return new SourceCopy(
                row.getString("upstream"),
                row.getString("location"),
                new Validators(row.getString("etag"), row.getString("digest")),
                row.getString("models"),
                row.getObject("read_at", OffsetDateTime.class).toInstant());
    }
}
