package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.ADMIN_EMAIL;
import static org.gatehouse.auth.it.AuthService.ADMIN_PASSWORD;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes somebody an administrator, or hands over what is another's, is had neither by a key nor by a stolen session. */
class StepUpDetourIT {

    private static final String TOTP = "/api/v1/auth/mfa/totp";
    private static final String VERIFY = "/api/v1/auth/mfa/verify";
    private static final Duration DELAY = Duration.ofHours(24);

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;

    @BeforeAll
    static void start() {
        auth = AuthService.on(
                DATABASE,
                Map.of("gatehouse.administrator-factor.delay", "24h", "gatehouse.lifetimes.access-token", "2h"));
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    @AfterEach
    void forgetTheFactors() throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var change = connection.createStatement()) {
            change.execute("delete from totp");
            change.execute("delete from factor_consent");
            change.execute("delete from login_attempt");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /users | {'name':'New','email':'new-%1$s@gatehouse.test','password':'a long enough"
                        + " phrase','roles':['admin']}",
                "PATCH | /users/%1$s | {'roles':['admin']}",
                "PATCH | /users/%1$s | {'password':'a long enough phrase'}",
                "PATCH | /users/%1$s | {'enabled':false}",
                "PATCH | /users/%1$s | {'name':'x','enabled':true}",
                "DELETE | /users/%1$s | ",
                "POST | /api/v1/auth/keys | {'permissions':['read','admin']}",
                "POST | /admin/clients | {'name':'c','permissions':['read','admin']}",
            })
    void asksForWhatTheAdministratorsHave(String method, String path, String body) {
        var stale = auth.administrator();
        var keyToken = keyToken(stale);
        auth.pass(Duration.ofMinutes(16));
        var fresh = auth.administrator();

        var call = new Call(method, path.formatted(user()), body == null ? null : body.replace('\'', '"'));
        assertThat(call.by(keyToken).status()).as("an API key").isEqualTo(403);
        assertThat(call.by(stale).header("www-authenticate"))
                .as("an old login")
                .contains("insufficient_user_authentication", "acr_values=\"1\"");
        var chief = administratorWithAFactor(fresh);
        auth.pass(DELAY);
        assertThat(call.by(auth.administrator()).header("www-authenticate"))
                .as("one factor, where an administrator has two")
                .contains("insufficient_user_authentication", "acr_values=\"2\"");
        assertThat(call.by(chief.loggedIn()).status()).as("two factors").isBetween(200, 204);
    }

    @Test
    void aNameIsChangedAndAUserOpenedWithTheOrdinaryPermission() {
        var key = keyToken(auth.administrator());

        assertThat(auth.send("PATCH", "/users/" + user(), key, "{\"name\":\"Other\"}")
                        .status())
                .isEqualTo(200);
        assertThat(auth.post(
                                "/users",
                                key,
                                json("name", "N", "email", UUID.randomUUID() + "@gatehouse.test", "password", PASSWORD))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aNewFactorOfAnAdministratorCountsAfterAWhile() {
        var administrator = auth.administrator();
        var authenticator = Authenticator.enrol(auth, administrator);

        var raised = auth.post(VERIFY, administrator, json("otp", authenticator.nextCode()));
        assertThat(claims(raised.text("access_token"))).containsEntry("acr", "1");
        assertThat(auth.post("/admin/signing-keys/rotate", raised.text("access_token"), "{}")
                        .header("www-authenticate"))
                .contains("insufficient_user_authentication");

        auth.pass(DELAY);
        var later = auth.logIn(ADMIN_EMAIL, ADMIN_PASSWORD, authenticator.nextCode());
        assertThat(claims(later.text("access_token"))).containsEntry("acr", "2");
        assertThat(auth.post("/admin/signing-keys/rotate", later.text("access_token"), "{}")
                        .status())
                .isBetween(200, 204);
    }

    @Test
    void aUsersFactorCountsAtOnceAndNoLongerWhenTheUserBecomesAnAdministrator() {
        var email = auth.register();
        var token = auth.logIn(email, PASSWORD).text("access_token");
        var authenticator = Authenticator.enrol(auth, token);
        assertThat(claims(auth.logIn(email, PASSWORD, authenticator.nextCode()).text("access_token")))
                .containsEntry("acr", "2");

        auth.send("PATCH", "/users/" + claims(token).get("sub"), auth.administrator(), "{\"roles\":[\"admin\"]}");

        assertThat(claims(auth.logIn(email, PASSWORD, authenticator.nextCode()).text("access_token")))
                .containsEntry("acr", "1");
    }

    @Test
    void anAdministratorSetsUpAFactorOnlyWithAnothersConsentOnceOneHasOne() {
        var chief = administratorWithAFactor(auth.administrator());
        var second = administrator(auth.administrator());
        auth.pass(DELAY);
        var token = auth.logIn(second.email(), PASSWORD).text("access_token");
        var consent = "/users/" + claims(token).get("sub") + "/totp/consent";

        assertThat(auth.post(TOTP, token, "{}").header("www-authenticate")).contains("acr_values=\"2\"");
        assertThat(auth.post(consent, token, "{}").status()).isEqualTo(401);
        var raised = chief.loggedIn();
        assertThat(auth.post("/users/" + claims(raised).get("sub") + "/totp/consent", raised, "{}")
                        .status())
                .isEqualTo(409);
        assertThat(auth.post("/users/" + user() + "/totp/consent", raised, "{}").status())
                .isEqualTo(409);
        assertThat(auth.post(consent, raised, "{}").status()).isEqualTo(204);

        var authenticator = Authenticator.enrol(auth, token);
        assertThat(claims(auth.logIn(second.email(), PASSWORD, authenticator.nextCode())
                        .text("access_token")))
                .containsEntry("acr", "2");
    }

    @Test
    void whoseFactorIsTakenAwayByAnotherMaySetUpTheNext() {
        var chief = administratorWithAFactor(auth.administrator());
        var second = administratorWithAFactor(auth.administrator());
        auth.pass(DELAY);
        assertThat(auth.delete("/users/" + second.id() + "/totp", chief.loggedIn())
                        .status())
                .isEqualTo(204);

        var token = auth.logIn(second.email(), PASSWORD).text("access_token");
        Authenticator.enrol(auth, token);
    }

    /** A key of theirs with all that is given without a second factor. */
    private static String keyToken(String administrator) {
        var key = auth.post(
                "/api/v1/auth/keys", administrator, "{\"permissions\":[\"read\",\"write\",\"execute\",\"admin\"]}");
        return auth.post("/auth/token", json("api_key", key.text("key"))).text("access_token");
    }

    private static Colleague administrator(String by) {
        var email = "admin-" + UUID.randomUUID() + "@gatehouse.test";
        var made = auth.post("/users", by, """
            {"name":"Admin","email":"%s","password":"%s","roles":["admin"]}\
            """.formatted(email, PASSWORD));
        assertThat(made.status()).isEqualTo(201);
        return new Colleague(made.text("id"), email, null);
    }

    private static Colleague administratorWithAFactor(String by) {
        var made = administrator(by);
        return new Colleague(
                made.id(),
                made.email(),
                Authenticator.enrol(auth, auth.logIn(made.email(), PASSWORD).text("access_token")));
    }

    private static String user() {
        return String.valueOf(claims(auth.newUser()).get("sub"));
    }

    private record Call(
            String method, String path, @Nullable String body) {
        Answer by(String token) {
            return auth.send(method, path, token, body);
        }
    }

    private record Colleague(
            String id, String email, @Nullable Authenticator authenticator) {
        String loggedIn() {
            var code = Objects.requireNonNull(authenticator).nextCode();
            return auth.logIn(email, PASSWORD, code).text("access_token");
        }
    }
}
