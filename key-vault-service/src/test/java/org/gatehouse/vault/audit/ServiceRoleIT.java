package org.gatehouse.vault.audit;

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
                "update audit_anchor set mac = mac",
                "delete from audit_anchor",
                "truncate audit_anchor cascade",
                "drop table audit_anchor cascade",
                "alter table audit_anchor disable trigger all",
                "create trigger mine before insert on audit_anchor for each row execute function suppress_redundant_updates_trigger()",
                "update audit_anchor_head set last_hash = last_hash",
                "delete from audit_anchor_head",
                "truncate audit_anchor_head cascade",
                "drop table audit_anchor_head cascade",
                "alter table audit_anchor_head disable trigger all",
                "create trigger mine before insert on audit_anchor_head for each row execute function suppress_redundant_updates_trigger()",
                "create table mine (id int)",
                "alter table flyway_schema_history rename to gone",
                "delete from flyway_schema_history",
                "drop schema public cascade"
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
}
