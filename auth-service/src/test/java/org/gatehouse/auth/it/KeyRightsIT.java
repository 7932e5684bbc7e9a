package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No key makes, obtains or removes another that is stronger than itself. */
class KeyRightsIT {

    private static final String KEYS = "/api/v1/auth/keys";
    private static final String CLIENTS = "/admin/clients";

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

    @ParameterizedTest
    @CsvSource({"POST, /rotate", "DELETE, ''"})
    void aKeyChangesNoOther(String method, String verb) {
        var user = auth.newUser();
        var strong = auth.post(KEYS, user, "{}");
        var weak = tokenOf(auth.post(KEYS, user, "{\"permissions\":[\"write\"],\"models\":[\"a\"]}"));
        var path = KEYS + "/" + strong.text("id") + verb;

        assertThat(auth.send(method, path, weak, null).status()).isEqualTo(403);
        assertThat(exchange(strong).status()).isEqualTo(200);

        auth.pass(Duration.ofMinutes(16));
        var old = auth.send(method, path, user, null);
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.header("www-authenticate"))
                .contains("insufficient_user_authentication", "acr_values=\"1\"", "max_age=\"900\"");
    }

    @Test
    void aKeyRotatesAndDeletesItself() {
        var user = auth.newUser();
        var key = auth.post(KEYS, user, "{\"permissions\":[\"write\"],\"models\":[\"a\"],\"requests_per_minute\":3}");
        auth.pass(Duration.ofMinutes(16));

        var next = auth.post(KEYS + "/" + key.text("id") + "/rotate", tokenOf(key), "{}");

        assertThat(next.status()).isEqualTo(200);
        assertThat(claims(tokenOf(next)))
                .containsEntry("scope", "write")
                .containsEntry("models", List.of("a"))
                .containsEntry("rpm", 3L);
        assertThat(auth.delete(KEYS + "/" + next.text("id"), tokenOf(next)).status())
                .isEqualTo(204);
    }

    @Test
    void aSessionWithASecondFactorShowsIt() {
        var email = auth.register();
        var user = auth.logIn(email, PASSWORD).text("access_token");
        var key = KEYS + "/" + auth.post(KEYS, user, "{}").text("id");
        var authenticator = Authenticator.enrol(auth, user);

        assertThat(auth.delete(key, user).header("www-authenticate")).contains("acr_values=\"2\"");
        var raised = auth.post("/api/v1/auth/mfa/verify", user, json("otp", authenticator.nextCode()));
        assertThat(auth.delete(key, raised.text("access_token")).status()).isEqualTo(204);
    }

    @Test
    void onlyOneKeyOfALineIsInItsGrace() {
        var user = auth.newUser();
        var first = auth.post(KEYS, user, "{}");
        var second = rotate(first, user, 600);

        var refused = rotate(second, user, 600);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("Delete it first");
        assertThat(exchange(second).status()).isEqualTo(200);

        var third = rotate(second, user, 0);
        assertThat(rotate(third, user, 600).status()).isEqualTo(409);
        assertThat(auth.delete(KEYS + "/" + first.text("id"), user).status()).isEqualTo(204);
        assertThat(rotate(third, user, 600).status()).isEqualTo(200);
    }

    @Test
    void noMoreKeysAreMadeThanAnAccountMayHaveHoweverManyAskAtOnce() throws Exception {
        var user = auth.newUser();
        var body = "{\"permissions\":[\"read\"]}";
        for (int made = 0; made < 495; made++) {
            auth.post(KEYS, user, body);
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(Collections.nCopies(24, () -> auth.post(KEYS, user, body)));
        }

        assertThat(auth.get(KEYS, user).list("data")).hasSize(500);
    }

    @Test
    void secretsAreGivenOnlyWhenTheyAreAskedForByARecentLogin() {
        var user = auth.newUser();
        var asked = "{\"permissions\":[\"write\",\"secrets\"]}";

        assertThat(claims(tokenOf(auth.post(KEYS, user, "{}")))).containsEntry("scope", "read write execute");
        assertThat(claims(user)).containsEntry("scope", "read write execute");
        var key = auth.post(KEYS, user, asked);
        assertThat(key.status()).isEqualTo(201);
        assertThat(claims(tokenOf(key))).containsEntry("scope", "write secrets");

        assertThat(auth.post(KEYS, tokenOf(key), asked).status()).isEqualTo(403);
        auth.pass(Duration.ofMinutes(16));
        assertThat(auth.post(KEYS, user, asked).status()).isEqualTo(401);
        assertThat(auth.post(KEYS, user, "{}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "secrets"})
    void anAdministratorsKeyGivesNeitherAdminNorSecrets(String permission) {
        var administrator = auth.administrator();
        var key =
                tokenOf(auth.post(KEYS, administrator, "{\"permissions\":[\"read\",\"write\",\"admin\",\"secrets\"]}"));
        var body = "{\"name\":\"c\",\"permissions\":[\"read\",\"" + permission + "\"]}";

        assertThat(auth.post(KEYS, key, body).status()).isEqualTo(403);
        assertThat(auth.post(CLIENTS, key, body).status()).isEqualTo(403);
        assertThat(auth.post(CLIENTS, key, "{\"name\":\"c\",\"permissions\":[\"read\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(auth.post(CLIENTS, administrator, body).status()).isEqualTo(201);
    }

    @Test
    void anAdministratorsKeyTakesNoClientOver() {
        var administrator = auth.administrator();
        var client = CLIENTS + "/"
                + auth.post(CLIENTS, administrator, "{\"name\":\"c\",\"permissions\":[\"read\"]}")
                        .text("id");
        var key = tokenOf(auth.post(KEYS, administrator, "{\"permissions\":[\"read\",\"admin\"]}"));

        assertThat(auth.post(client + "/regenerate-key", key, "{}").status()).isEqualTo(403);
        assertThat(auth.send("PATCH", client, key, "{\"requests_per_minute\":9}")
                        .status())
                .isEqualTo(403);
        assertThat(auth.delete(client, key).status()).isEqualTo(403);
        assertThat(auth.delete(client, administrator).status()).isEqualTo(204);
    }

    @Test
    void aLimitedKeyOfAnAdministratorMakesNoClient() {
        var key = tokenOf(
                auth.post(KEYS, auth.administrator(), "{\"permissions\":[\"read\",\"admin\"],\"models\":[\"a\"]}"));

        assertThat(auth.post(CLIENTS, key, "{\"name\":\"c\",\"permissions\":[\"read\"]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void ofManyRotationsAtOnceOneSucceeds() throws Exception {
        var user = auth.newUser();
        var key = auth.post(KEYS, user, "{}");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = threads
                    .invokeAll(IntStream.range(0, 8)
                            .<Callable<Integer>>mapToObj(
                                    racer -> () -> rotate(key, user, 60).status())
                            .toList())
                    .stream()
                    .map(racer -> racer.resultNow())
                    .sorted()
                    .toList();

            assertThat(statuses).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        }
    }

    private static Answer rotate(Answer key, String user, int grace) {
        return auth.post(KEYS + "/" + key.text("id") + "/rotate", user, "{\"grace_seconds\":" + grace + "}");
    }

    private static Answer exchange(Answer key) {
        return auth.post("/auth/token", json("api_key", key.text("key")));
    }

    private static String tokenOf(Answer key) {
        return exchange(key).text("access_token");
    }
}
