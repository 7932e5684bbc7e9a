package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationIT {

    private static final String INVITES = "/admin/invites";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService with(String mode) {
        return AuthService.on(DATABASE, Map.of("gatehouse.registration.mode", mode));
    }

    private static Answer register(AuthService auth, String... more) {
        var pairs = new String[6 + more.length];
        System.arraycopy(
                new String[] {"name", "Ada", "email", UUID.randomUUID() + "@gatehouse.test", "password", PASSWORD},
                0,
                pairs,
                0,
                6);
        System.arraycopy(more, 0, pairs, 6, more.length);
        return auth.post("/api/v1/auth/register", json(pairs));
    }

    @Test
    void isClosedWhereItIsOffAndAdministratorsGoOnOpeningAccounts() {
        try (var auth = with("off")) {
            assertThat(register(auth).status()).isEqualTo(403);
            assertThat(auth.post(
                                    "/users",
                                    auth.administrator(),
                                    json(
                                            "name",
                                            "B",
                                            "email",
                                            UUID.randomUUID() + "@gatehouse.test",
                                            "password",
                                            PASSWORD))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void takesEachInviteOnce() throws Exception {
        try (var auth = with("invite");
                var threads = Executors.newFixedThreadPool(6)) {
            assertThat(register(auth).faultyFields()).containsExactly("invite");
            assertThat(register(auth, "invite", "made up").faultyFields()).containsExactly("invite");
            var invite = auth.post(INVITES, auth.administrator(), "{\"note\":\"Ada\"}");
            assertThat(invite.status()).isEqualTo(201);

            Callable<Integer> newcomer =
                    () -> register(auth, "invite", invite.text("code")).status();
            var statuses = threads.invokeAll(Collections.nCopies(6, newcomer)).stream()
                    .map(each -> each.resultNow())
                    .sorted()
                    .toList();

            assertThat(statuses).containsExactly(201, 400, 400, 400, 400, 400);
            assertThat(auth.get(INVITES, auth.administrator()).list("data").getFirst())
                    .doesNotContainKey("code")
                    .extracting("used_at", "account_id")
                    .doesNotContainNull();
        }
    }

    @Test
    void givesAnInviteBackWhenNoAccountWasOpened() {
        try (var auth = with("invite")) {
            var code = auth.post(INVITES, auth.administrator(), "{}").text("code");
            var weak = auth.post(
                    "/api/v1/auth/register",
                    json("name", "Ada", "email", "ada@gatehouse.test", "password", "short", "invite", code));

            assertThat(weak.faultyFields()).containsExactly("password");
            assertThat(register(auth, "invite", code).status()).isEqualTo(201);
        }
    }

    @Test
    void refusesInvitesThatWereTakenBackOrHaveExpired() {
        try (var auth = with("invite")) {
            var administrator = auth.administrator();
            var invite = auth.post(INVITES, administrator, "{\"valid_hours\":1}");
            assertThat(auth.delete(INVITES + "/" + invite.text("id"), administrator)
                            .status())
                    .isEqualTo(204);
            assertThat(register(auth, "invite", invite.text("code")).status()).isEqualTo(400);

            var code = auth.post(INVITES, administrator, "{}").text("code");
            assertThat(register(auth, "invite", code).status()).isEqualTo(201);
            var late = auth.post(INVITES, administrator, "{\"valid_hours\":1}").text("code");
            auth.pass(Duration.ofMinutes(61));
            assertThat(register(auth, "invite", late).status()).isEqualTo(400);
        }
    }
}
