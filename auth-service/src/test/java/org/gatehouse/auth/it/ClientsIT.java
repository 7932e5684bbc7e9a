package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.util.List;
import java.util.UUID;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsIT {

    private static final String CLIENTS = "/admin/clients";
    private static final String REPORT =
            "{\"name\":\"report\",\"permissions\":[\"read\",\"execute\"],\"requests_per_minute\":30}";

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

    private static Answer tokenFor(String key) {
        return auth.post("/auth/token", json("api_key", key));
    }

    /** A second administrator, who can be changed and removed. */
    private static Answer administrator(String email) {
        return auth.post(
                "/users",
                auth.administrator(),
                "{\"name\":\"Second\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD
                        + "\",\"roles\":[\"admin\"]}");
    }

    @Test
    void haveAKeyThatSpeaksForAnAccountOfTheirOwn() {
        var administrator = auth.administrator();

        var created = auth.post(CLIENTS, administrator, REPORT);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json())
                .containsEntry("name", "report")
                .containsEntry("description", null)
                .containsEntry("requests_per_minute", 30L)
                .containsEntry("owner_id", claims(administrator).get("sub"));
        assertThat(created.texts("permissions")).containsExactly("execute", "read");
        assertThat(claims(tokenFor(created.text("api_key")).text("access_token")))
                .containsEntry("sub", created.text("id"))
                .containsEntry("scope", "read execute")
                .containsEntry("roles", List.of("service"))
                .containsEntry("rpm", 30L)
                .containsEntry("rpm_above_route", true)
                .doesNotContainKeys("acr", "auth_time");
    }

    @Test
    void areShownWithoutTheirKeys() {
        var administrator = auth.administrator();
        var created = auth.post(CLIENTS, administrator, REPORT);

        var one = auth.get(CLIENTS + "/" + created.text("id"), administrator);

        assertThat(one.json()).doesNotContainKey("api_key");
        assertThat(auth.get(CLIENTS, administrator).list("data")).contains(one.json());
        assertThat(auth.get(CLIENTS + "/" + UUID.randomUUID(), administrator).status())
                .isEqualTo(404);
    }

    @Test
    void changeWithTheirTokensTakenBackAndTheirKeyGoingOn() {
        var administrator = auth.administrator();
        var created = auth.post(CLIENTS, administrator, REPORT);
        var token = tokenFor(created.text("api_key")).text("access_token");

        var changed = auth.send(
                "PATCH",
                CLIENTS + "/" + created.text("id"),
                administrator,
                "{\"description\":\"at night\",\"permissions\":[\"read\"]}");

        assertThat(changed.json())
                .containsEntry("name", "report")
                .containsEntry("description", "at night")
                .containsEntry("requests_per_minute", 30L);
        Eventually.becomes(401, () -> auth.get("/api/v1/auth/me", token).status());
        assertThat(tokenFor(created.text("api_key")).text("scope")).isEqualTo("read");
    }

    @Test
    void getANewKeyInTheOldOnesPlace() {
        var administrator = auth.administrator();
        var created = auth.post(CLIENTS, administrator, REPORT);

        var regenerated = auth.post(CLIENTS + "/" + created.text("id") + "/regenerate-key", administrator, "{}");

        assertThat(regenerated.status()).isEqualTo(200);
        assertThat(tokenFor(created.text("api_key")).status()).isEqualTo(401);
        assertThat(claims(tokenFor(regenerated.text("api_key")).text("access_token")))
                .containsEntry("sub", created.text("id"))
                .containsEntry("scope", "read execute")
                .containsEntry("rpm", 30L);
    }

    @Test
    void areGoneWithTheirKeysWhenTheyAreDeleted() {
        var administrator = auth.administrator();
        var created = auth.post(CLIENTS, administrator, REPORT);

        assertThat(auth.delete(CLIENTS + "/" + created.text("id"), administrator)
                        .status())
                .isEqualTo(204);

        assertThat(auth.delete(CLIENTS + "/" + created.text("id"), administrator)
                        .status())
                .isEqualTo(404);
        assertThat(tokenFor(created.text("api_key")).status()).isEqualTo(401);
    }

    @Test
    void neverDoMoreThanTheirOwnerMayDoNow() {
        var email = "second-" + UUID.randomUUID() + "@gatehouse.test";
        var second = administrator(email).text("id");
        var token = auth.logIn(email, PASSWORD).text("access_token");
        var created = auth.post(
                CLIENTS, token, "{\"name\":\"a\",\"permissions\":[\"read\",\"write\",\"execute\",\"admin\"]}");
        var key = created.text("api_key");
        assertThat(tokenFor(key).text("scope")).isEqualTo("read write execute admin");

        auth.send("PATCH", "/users/" + second, auth.administrator(), "{\"roles\":[\"guest\"]}");
        assertThat(tokenFor(key).text("scope")).isEqualTo("read");

        auth.send("PATCH", "/users/" + second, auth.administrator(), "{\"enabled\":false}");
        assertThat(tokenFor(key).status()).isEqualTo(401);

        auth.delete("/users/" + second, auth.administrator());
        assertThat(auth.get(CLIENTS + "/" + created.text("id"), auth.administrator())
                        .status())
                .isEqualTo(404);
        assertThat(tokenFor(key).status()).isEqualTo(401);
    }

    @Test
    void areNotGivenWhatTheAskingCredentialLacks() {
        var limited = auth.post("/api/v1/auth/keys", auth.administrator(), "{\"permissions\":[\"admin\"]}");
        var token = tokenFor(limited.text("key")).text("access_token");

        assertThat(auth.post(CLIENTS, token, REPORT).status()).isEqualTo(403);
        assertThat(auth.post(CLIENTS, auth.newUser(), REPORT).status()).isEqualTo(403);
        assertThat(auth.get(CLIENTS, auth.newUser()).status()).isEqualTo(403);
    }

    @Test
    void makeNoFurtherKeysAndAreNoUsers() {
        var administrator = auth.administrator();
        var created = auth.post(CLIENTS, administrator, "{\"name\":\"writer\",\"permissions\":[\"write\",\"read\"]}");
        var token = tokenFor(created.text("api_key")).text("access_token");

        assertThat(auth.post("/api/v1/auth/keys", token, "{}").status()).isEqualTo(403);
        assertThat(auth.get("/users/" + created.text("id"), administrator).status())
                .isEqualTo(404);
        assertThat(auth.send("PATCH", "/users/" + created.text("id"), administrator, "{\"roles\":[\"admin\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(auth.get("/users?query=writer", administrator).list("data")).isEmpty();
        assertThat(auth.logIn("client-" + created.text("id") + "@clients.invalid", "any password at all")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"a\"}",
                "{\"permissions\":[\"read\"]}",
                "{\"name\":\" \",\"permissions\":[]}",
                "{\"name\":\"a\",\"permissions\":[\"root\"]}",
                "{\"name\":\"a\",\"permissions\":[],\"requests_per_minute\":0}",
                "{\"name\":\"a\",\"permissions\":[],\"role\":\"admin\"}",
                "{\"name\":\"a\",\"permissions\":[],\"id\":\"0191b3c0-0000-7000-8000-000000000001\"}",
                "{\"name\":\"a\",\"permissions\":[],\"owner_id\":\"0191b3c0-0000-7000-8000-000000000001\"}"
            })
    void areNotMadeFromABodyThatIsWrong(String body) {
        assertThat(auth.post(CLIENTS, auth.administrator(), body).status()).isEqualTo(400);
    }
}
