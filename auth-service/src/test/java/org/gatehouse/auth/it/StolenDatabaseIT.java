package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T04 of the threat model: whoever copies the database gets nothing that opens anything. */
class StolenDatabaseIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @Test
    void holdsNoKeyTokenPasswordOrSecondFactor() throws SQLException {
        try (var auth = AuthService.on(DATABASE)) {
            var secrets = new ArrayList<>(List.of(PASSWORD, AuthService.ADMIN_PASSWORD, AuthService.GATEWAY_SECRET));
            for (int i = 0; i < 10; i++) {
                var pair = auth.logIn(auth.register(), PASSWORD);
                var token = pair.text("access_token");
                secrets.addAll(List.of(token, pair.text("refresh_token")));
                for (int j = 0; j < 20; j++) {
                    var key = auth.post("/api/v1/auth/keys", token, "{}").text("key");
                    secrets.addAll(List.of(key, key.substring(18, 61)));
                }
                var factor = auth.post("/api/v1/auth/mfa/totp", token, "{}");
                secrets.add(factor.text("secret"));
                secrets.addAll(factor.texts("recovery_codes"));
            }
            var program = auth.post(
                    "/admin/clients", auth.administrator(), "{\"name\":\"program\",\"permissions\":[\"read\"]}");
            secrets.add(program.text("api_key"));

            var dump = dump();
            assertThat(dump).contains("api_key", "refresh_token", "program");
            assertThat(secrets)
                    .hasSizeGreaterThan(500)
                    .allSatisfy(secret -> assertThat(dump).doesNotContain(secret));
            assertThat(dump).doesNotContain("PRIVATE KEY", "\"d\":");
        }
    }

    /** Every row of every table, as text. */
    private static String dump() throws SQLException {
        var dump = new StringBuilder();
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString("tablename"));
                }
            }
            for (var table : tables) {
                dump.append(table).append('\n');
                try (var rows = statement.executeQuery("select t::text as line from \"" + table + "\" t")) {
                    while (rows.next()) {
                        dump.append(rows.getString("line")).append('\n');
                    }
                }
            }
        }
        return dump.toString();
    }
}
