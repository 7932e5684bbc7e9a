package org.gatehouse.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresDatabaseIT {

    @RegisterExtension
    static final PostgresDatabase FIRST = PostgresDatabase.migratedBy("testing/migration");

    @RegisterExtension
    static final PostgresDatabase SECOND = PostgresDatabase.migratedBy("testing/migration");

    @Test
    void isARecentPostgres() throws SQLException {
        assertThat(ask(FIRST, "show server_version")).startsWith("18.");
    }

    @Test
    void hasAllMigrationsInOrder() throws SQLException {
        assertThat(ask(FIRST, "select string_agg(version, ',' order by installed_rank) from flyway_schema_history"))
                .isEqualTo("1,2");
        assertThat(ask(FIRST, "insert into thing (id) values (1) returning name"))
                .isEqualTo("nameless");
    }

    @Test
    void sharesNothingWithAnotherClass() throws SQLException {
        ask(FIRST, "insert into thing (id) values (7) returning id");

        assertThat(ask(SECOND, "select count(*) from thing")).isEqualTo("0");
        assertThat(FIRST.jdbcUrl()).isNotEqualTo(SECOND.jdbcUrl());
    }

    @Test
    void doesNotLiveInUtc() throws SQLException {
        assertThat(ask(FIRST, "show timezone")).isEqualTo("Pacific/Chatham");
    }

    @Test
    void worksForAPlainRoleOnly() throws SQLException {
        assertThat(ask(FIRST, "select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
        assertThatThrownBy(() -> ask(FIRST, "select pg_read_file('/etc/passwd')"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void refusesALocationWithoutMigrations() {
        var nowhere = PostgresDatabase.migratedBy("testing/no-such-folder");

        assertThatThrownBy(nowhere::jdbcUrl).hasMessageContaining("testing/no-such-folder");
    }

    private static String ask(PostgresDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
