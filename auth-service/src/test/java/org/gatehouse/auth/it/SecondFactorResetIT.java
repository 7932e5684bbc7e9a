package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;

import java.util.UUID;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecondFactorResetIT {

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

    private String email = "";
    private String token = "";

    @BeforeEach
    void logIn() {
        email = auth.register();
        token = auth.logIn(email, PASSWORD).text("access_token");
    }

    private Answer reset(String account, String by) {
        return auth.delete("/users/" + account + "/totp", by);
    }

    private String account() {
        return String.valueOf(AuthService.claims(token).get("sub"));
    }

    @Test
    void letsTheOwnerInWithoutItAndSetUpAnother() {
        Authenticator.enrol(auth, token);
        assertThat(auth.logIn(email, PASSWORD).text("type")).endsWith("otp-required");

        assertThat(reset(account(), auth.steppedUpAdministrator()).status()).isEqualTo(204);

        var again = auth.logIn(email, PASSWORD);
        assertThat(again.status()).isEqualTo(200);
        var another = Authenticator.enrol(auth, again.text("access_token"));
        assertThat(auth.logIn(email, PASSWORD, another.nextCode()).status()).isEqualTo(200);
    }

    @Test
    void endsTheSessionsAndIsRecordedWithWhoDidIt() {
        Authenticator.enrol(auth, token);
        var administrator = auth.steppedUpAdministrator();
        reset(account(), administrator);

        Eventually.becomes(401, () -> auth.get("/api/v1/auth/me", token).status());
        assertThat(auth.get("/admin/audit?type=mfa.reset&account=" + account(), administrator)
                        .list("data"))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("account_id", account())
                        .containsEntry(
                                "actor_id", AuthService.claims(administrator).get("sub")));
    }

    @Test
    void takesAnAdministratorWithTheirOwnSecondFactor() {
        Authenticator.enrol(auth, token);

        assertThat(reset(account(), token).status()).isEqualTo(403);
        assertThat(reset(account(), auth.administrator()).header("www-authenticate"))
                .contains("insufficient_user_authentication");
        assertThat(auth.logIn(email, PASSWORD).text("type")).endsWith("otp-required");
    }

    @Test
    void isNotFoundWhereThereIsNothingToReset() {
        var administrator = auth.steppedUpAdministrator();

        assertThat(reset(account(), administrator).text("detail")).isEqualTo("There is no second factor.");
        assertThat(reset(UUID.randomUUID().toString(), administrator).text("detail"))
                .isEqualTo("User not found");
    }
}
