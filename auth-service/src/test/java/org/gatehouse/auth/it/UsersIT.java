package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
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

class UsersIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    static AuthService auth;
    static String admin;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
        admin = auth.administrator();
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    @Test
    void areSeenByThemselvesAndAdministratorsOnly() {
        var email = auth.register();
        var user = auth.logIn(email, PASSWORD).text("access_token");
        var path = "/users/" + id(user);

        assertThat(auth.get(path, user).json()).containsEntry("username", email).containsEntry("email", email);
        assertThat(auth.get(path, admin).status()).isEqualTo(200);
        for (var answer : List.of(auth.get(path, auth.newUser()), auth.get("/users/" + UUID.randomUUID(), admin))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("detail")).isEqualTo("User not found");
        }
        assertThat(auth.get("/users?query=" + email.substring(0, 20), admin).list("data"))
                .hasSize(1);
        for (var text : List.of("a%00b", "%ed%a0%80", "%ff", "a&query=b")) {
            assertThat(auth.get("/users?query=" + text, admin).faultyFields())
                    .as(text)
                    .containsExactly("query");
        }
    }

    @Test
    void cannotAdministerWithoutThePermission() {
        var user = auth.newUser();
        var path = "/users/" + id(user);

        assertThat(auth.get("/users", user).status()).isEqualTo(403);
        assertThat(auth.send("PATCH", path, user, "{\"roles\":[\"admin\"]}").status())
                .isEqualTo(403);
        assertThat(auth.delete(path, user).status()).isEqualTo(403);
    }

    @Test
    void loseTheirSessionsWithTheirPassword() {
        var email = auth.register();
        var pair = auth.logIn(email, PASSWORD);

        var answer = change(id(pair.text("access_token")), json("password", "another long phrase"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(refresh(pair).status()).isEqualTo(401);
        assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(auth.logIn(email, "another long phrase").status()).isEqualTo(200);
    }

    @Test
    void loseEverythingWhenDisabledOrDeleted() {
        var email = auth.register();
        var pair = auth.logIn(email, PASSWORD);
        var user = pair.text("access_token");
        var key = auth.post("/api/v1/auth/keys", user, "{}").text("key");

        assertThat(change(id(user), "{\"enabled\":false}").json()).containsEntry("enabled", false);
        assertThat(refresh(pair).status()).isEqualTo(401);
        assertThat(auth.logIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(auth.post("/auth/token", json("api_key", key)).status()).isEqualTo(401);

        assertThat(auth.delete("/users/" + id(user), admin).status()).isEqualTo(204);
        assertThat(auth.delete("/users/" + id(user), admin).status()).isEqualTo(404);
    }

    @Test
    void areGivenRolesByAdministrators() {
        var email = auth.register();
        var user = auth.logIn(email, PASSWORD).text("access_token");

        assertThat(change(id(user), "{\"roles\":[\"admin\"]}").json()).containsEntry("roles", List.of("admin"));
        var promoted = auth.logIn(email, PASSWORD);
        assertThat(promoted.text("scope")).isEqualTo("read write execute admin");
        assertThat(change(id(user), "{\"roles\":[\"user\"]}").status()).isEqualTo(200);
    }

    @Test
    void keepTheirLastAdministrator() {
        var path = "/users/" + id(admin);

        assertThat(auth.delete(path, admin).status()).isEqualTo(409);
        assertThat(change(id(admin), "{\"enabled\":false}").status()).isEqualTo(409);
        assertThat(change(id(admin), "{\"roles\":[\"user\"]}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\":[\"root\"]}",
                "{\"roles\":[]}",
                "{\"id\":\"x\"}",
                "{\"name\":\" \"}",
                "{\"password\":\"password\"}"
            })
    void refuseAChangeThatIsWrong(String body) {
        assertThat(change(id(auth.newUser()), body).status()).isEqualTo(400);
    }

    private static Answer change(String id, String body) {
        return auth.send("PATCH", "/users/" + id, admin, body);
    }

    private static Answer refresh(Answer pair) {
        return auth.post("/api/v1/auth/refresh", json("refresh_token", pair.text("refresh_token")));
    }

    private static String id(String token) {
        return String.valueOf(AuthService.claims(token).get("sub"));
    }
}
