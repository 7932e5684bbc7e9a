package org.gatehouse.catalog.health;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.gatehouse.catalog.sql.DatabaseException;

/** The latest report of each relay; a trigger tells every replica of one that says something new. */
@Singleton
final class ReportRepository {

    private final DataSource database;

    ReportRepository(DataSource database) {
        this.database = database;
    }

    /** Replaces the relay's report, and forgets those of relays that have been silent since {@code forgotten}. */
    void save(UUID relay, String report, Instant at, Instant forgotten) {
        var sql = """
                with gone as (delete from relay_report where reported_at < ? and relay <> ?)
                insert into relay_report (relay, report, reported_at) values (?, ?, ?)
                on conflict (relay) do update set report = excluded.report, reported_at = excluded.reported_at
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, forgotten.atOffset(ZoneOffset.UTC));
            statement.setObject(2, relay);
            statement.setObject(3, relay);
            statement.setString(4, report);
            statement.setObject(5, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    Map<UUID, String> since(Instant time) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("select relay, report from relay_report where reported_at >= ?")) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                var reports = new HashMap<UUID, String>();
                while (rows.next()) {
                    reports.put(rows.getObject(1, UUID.class), rows.getString(2));
                }
                return reports;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
