package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that the service works with adds to the record and reads it; it changes neither that nor any table. */
final class ServiceRoleIT {

    /** Of PostgreSQL, for what a role has no right to. */
    private static final String DENIED = "42501";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set request_id = request_id",
                "delete from audit_event",
                "truncate audit_event cascade",
                "drop table audit_event cascade",
                "alter table audit_event disable trigger all",
                "create trigger mine before insert on audit_event for each row execute function suppress_redundant_updates_trigger()",
                "create table mine (id int)",
                "alter table flyway_schema_history rename to gone",
                "delete from flyway_schema_history",
                "drop schema public cascade",
                "drop function remove_audit_events(timestamptz, integer)",
                "create or replace function refuse_audit_removal() returns trigger language plpgsql as 'begin return old; end'"
            })
    void isDeniedWhatIsTheOwners(String statement) throws SQLException {
        try (var connection = DATABASE.dataSourceOfTheService().getConnection();
                var change = connection.createStatement()) {
            assertThatThrownBy(() -> change.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            denied -> assertThat(denied.getSQLState()).isEqualTo(DENIED));
        }
    }

    @Test
    void neitherOwnsNorIsMoreThanItself() throws SQLException {
        try (var connection = DATABASE.dataSourceOfTheService().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select (select count(*) from pg_class where relowner = current_user::regrole),
                               (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user),
                               (select count(*) from pg_auth_members where member = current_user::regrole)""")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
            assertThat(rows.getBoolean(2)).isFalse();
            assertThat(rows.getInt(3)).isZero();
        }
    }

    @Test
    void removesWhatIsOldByItsFunctionAndNothingYoung() throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into audit_event (at, type, address, request_id)
                    values (now() - interval '40 days', 'login.failed', '192.0.2.1', 'old'),
                           (now() - interval '20 days', 'login.failed', '192.0.2.1', 'young')""");
        }
        assertThat(first("select remove_audit_events(now() - interval '31 days', 10)"))
                .isEqualTo("1");
        assertThatThrownBy(() -> first("select remove_audit_events(now(), 10)")).hasMessageContaining("new rows only");
        assertThat(first("select string_agg(request_id, ',') from audit_event")).isEqualTo("young");
    }

    private static String first(String query) throws SQLException {
        try (var connection = DATABASE.dataSourceOfTheService().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
