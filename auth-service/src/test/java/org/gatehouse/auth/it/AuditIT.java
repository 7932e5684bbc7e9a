package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static List<String> typesOf(String account) {
        return eventsOf(account).stream()
                .map(event -> String.valueOf(event.get("type")))
                .toList();
    }

    private static List<Map<String, Object>> eventsOf(String account) {
        return auth.get("/admin/audit?account=" + account, auth.administrator()).list("data");
    }

    @Test
    void tellsTheLifeOfAnAccountNewestFirst() {
        var email = auth.register();
        auth.logIn(email, "a wrong passphrase");
        var token = auth.logIn(email, PASSWORD).text("access_token");
        var account = String.valueOf(claims(token).get("sub"));
        var key = auth.post("/api/v1/auth/keys", token, "{}").text("id");
        auth.post("/api/v1/auth/keys/" + key + "/rotate", token, "{\"grace_seconds\":600}");
        auth.delete("/api/v1/auth/keys/" + key, token);
        var authenticator = Authenticator.enrol(auth, token);
        auth.post("/api/v1/auth/mfa/verify", token, json("otp", authenticator.nextCode()));
        auth.send("PATCH", "/users/" + account, auth.administrator(), "{\"roles\":[\"guest\"]}");
        auth.delete("/users/" + account, auth.administrator());

        assertThat(typesOf(account))
                .containsSubsequence(
                        "account.deleted",
                        "account.changed",
                        "mfa.verified",
                        "mfa.enabled",
                        "mfa.enrolment_begun",
                        "key.deleted",
                        "key.rotated",
                        "key.created",
                        "login.succeeded",
                        "login.failed",
                        "account.created");
    }

    @Test
    void saysWhoDidItFromWhereAndInWhichRequest() {
        var administrator = auth.administrator();
        var account = String.valueOf(claims(auth.newUser()).get("sub"));
        auth.send(HttpRequest.newBuilder(auth.at("/users/" + account))
                .header("Authorization", "Bearer " + administrator)
                .header("x-forwarded-for", "203.0.113.50")
                .header("x-request-id", "request-of-the-audit-test")
                .DELETE());

        assertThat(eventsOf(account).getFirst())
                .containsEntry("type", "account.deleted")
                .containsEntry("account_id", account)
                .containsEntry("actor_id", claims(administrator).get("sub"))
                .containsEntry("address", "203.0.113.50")
                .containsEntry("request_id", "request-of-the-audit-test");
    }

    @Test
    void recordsALoginToAnAccountThatDoesNotExistWithoutItsName() {
        auth.logInFrom("203.0.113.51", "my secret typed in the wrong field", "x");

        var failed = auth.get("/admin/audit?type=login.failed", auth.administrator());

        assertThat(failed.list("data"))
                .anySatisfy(event -> assertThat(event)
                        .containsEntry("address", "203.0.113.51")
                        .containsEntry("account_id", null)
                        .containsEntry("details", Map.of("factor", "account")));
        assertThat(failed.body()).doesNotContain("my secret");
    }

    @Test
    void isPagedByCursorAndFilteredByTime() {
        var account = String.valueOf(claims(auth.newUser()).get("sub"));
        var administrator = auth.administrator();
        var all = auth.get("/admin/audit?account=" + account, administrator).list("data");

        assertThat(all).hasSizeGreaterThan(1);
        var after = auth.get(
                        "/admin/audit?account=" + account + "&cursor="
                                + all.getFirst().get("sequence"),
                        administrator)
                .list("data");
        assertThat(after).isEqualTo(all.subList(1, all.size()));
        assertThat(auth.get("/admin/audit?from=2999-01-01T00:00:00Z", administrator)
                        .list("data"))
                .isEmpty();
        assertThat(auth.get("/admin/audit?to=2001-01-01T00:00:00Z", administrator)
                        .list("data"))
                .isEmpty();
        for (var time : List.of("%2B999999999-12-31T23:59:59Z", "1700000000", "1e9999999", "-0001-01-01T00:00:00Z")) {
            for (var path : List.of("/admin/audit", "/admin/audit/export")) {
                assertThat(auth.get(path + "?to=" + time, administrator).faultyFields())
                        .as(time)
                        .containsExactly("to");
            }
        }
        assertThat(auth.get("/admin/audit?type=nothing.such", administrator).faultyFields())
                .containsExactly("type");
        assertThat(auth.get("/admin/audit?from=yesterday", administrator).status())
                .isEqualTo(400);
    }

    @Test
    void isExportedAsLinesOfJson() {
        auth.newUser();

        var export = auth.get("/admin/audit/export", auth.administrator());

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("content-type")).startsWith("application/x-ndjson");
        var lines = export.body().lines().toList();
        assertThat(lines)
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith("{\"sequence\":") && line.endsWith("}"));
    }

    @Test
    void isForAdministratorsOnly() {
        assertThat(auth.get("/admin/audit", auth.newUser()).status()).isEqualTo(403);
        assertThat(auth.get("/admin/audit/export", auth.newUser()).status()).isEqualTo(403);
        assertThat(auth.get("/admin/audit").status()).isEqualTo(401);
    }

    @Test
    void neverHoldsASecret() throws SQLException {
        var email = auth.register();
        var pair = auth.logIn(email, PASSWORD);
        var token = pair.text("access_token");
        var key = auth.post("/api/v1/auth/keys", token, json("name", "laptop")).text("key");
        auth.logIn(email, "canary-wrong-password");
        var secret = auth.post("/api/v1/auth/mfa/totp", token, "{}").text("secret");
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select string_agg(e::text, ' ') as text from audit_event e")) {
            rows.next();
            assertThat(rows.getString("text"))
                    .contains("laptop")
                    .doesNotContain(
                            PASSWORD,
                            key,
                            token,
                            pair.text("refresh_token"),
                            secret,
                            "canary-wrong-password",
                            AuthService.ADMIN_PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_event set type = 'login.failed'", "delete from audit_event", "truncate audit_event"
            })
    void isChangedByNobody(String statement) throws SQLException {
        auth.newUser();
        try (var connection = DATABASE.dataSource().getConnection();
                var change = connection.createStatement()) {
            assertThatThrownBy(() -> change.execute(statement)).hasMessageContaining("takes new rows only");
        }
    }

    @Test
    void isKeptOrNothingIsChanged() throws SQLException {
        var token = auth.newUser();
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table audit_event add constraint broken check (type <> 'key.created') not valid");
            try {
                assertThat(auth.post("/api/v1/auth/keys", token, json("name", "lost"))
                                .status())
                        .isEqualTo(500);
            } finally {
                statement.execute("alter table audit_event drop constraint broken");
            }
        }
        assertThat(auth.get("/api/v1/auth/keys", token).list("data")).isEmpty();
    }
}
