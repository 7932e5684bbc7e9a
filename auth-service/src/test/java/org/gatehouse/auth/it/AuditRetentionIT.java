package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditRetentionIT {

    private static final Pattern COUNT = Pattern.compile(".*count=([0-9]+).*");

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static void change(String statement) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private static long events(String condition) {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) as events from audit_event where " + condition)) {
            rows.next();
            return rows.getLong("events");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void remember(int count, int daysAgo, String requestId) throws SQLException {
        change("""
                insert into audit_event (at, type, address, request_id)
                select now() - interval '%d days', 'login.failed', '192.0.2.1', '%s' from generate_series(1, %d)
                """.formatted(daysAgo, requestId, count));
    }

    @BeforeEach
    void begin() throws SQLException {
        remember(5_010, 401, "old");
        remember(20, 399, "kept");
        remember(20, 20, "young");
    }

    @Test
    void removesWhatIsOlderThanItNeedBeAndTellsOfIt() {
        var old = events("request_id = 'old'");
        try (var auth = AuthService.on(DATABASE)) {
            Eventually.becomes(0L, () -> events("request_id = 'old'"), Duration.ofSeconds(30));

            assertThat(events("request_id = 'kept'")).isGreaterThanOrEqualTo(20);
            assertThat(auth.get("/admin/audit?type=audit.expired", auth.administrator())
                            .list("data"))
                    .extracting(event -> event.get("details"))
                    .extracting(
                            details -> COUNT.matcher(String.valueOf(details)).replaceFirst("$1"))
                    .satisfies(counts -> assertThat(
                                    counts.stream().mapToLong(Long::parseLong).sum())
                            .isEqualTo(old));
        }
    }

    @Test
    void isTheOnlyWayToRemoveAnything() {
        for (var statement : new String[] {
            "delete from audit_event where request_id = 'old'",
            "delete from audit_event",
            "set gatehouse.audit_removed_before = '2999-01-01'; delete from audit_event where request_id = 'young'"
        }) {
            assertThatThrownBy(() -> change(statement)).as(statement).hasMessageContaining("takes new rows only");
        }
    }

    @Test
    void neverRemovesWhatIsYoungerThanThirtyDays() {
        var young = events("request_id = 'young'");

        assertThatThrownBy(() -> change("select remove_audit_events(now() + interval '1 day', 1000000)"))
                .hasMessageContaining("takes new rows only");

        assertThat(events("request_id = 'young'")).isEqualTo(young);
    }

    @Test
    void leavesNoDoorOpenForTheRestOfTheTransaction() {
        assertThatThrownBy(
                        () -> change(
                                "begin; select remove_audit_events(now() - interval '500 days', 10); delete from audit_event; commit"))
                .hasMessageContaining("takes new rows only");
    }
}
