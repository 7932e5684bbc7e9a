package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call auth-service with a token: users by the edge, services for themselves. */
final class EdgeTokenIT {

    private static final String SERVICE = "auth-service";

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

    /** An expired token of the edge, made before the others: an hour passes. */
    static Stream<Arguments> callers() {
        var old = auth.serviceToken(SERVICE);
        auth.pass(Duration.ofMinutes(61));
        var edge = auth.serviceToken(SERVICE);
        var user = auth.newUser();
        var key = auth.post("/api/v1/auth/keys", auth.newUser(), "{}").text("key");
        var keyToken =
                auth.post("/auth/token", AuthService.json("api_key", key)).text("access_token");
        var relay = auth.serviceToken(AuthService.asRelay(), SERVICE);
        return Stream.of(
                arguments("a user's token alone", user, "", 401, 401),
                arguments("the edge's token alone", "", edge, 401, 401),
                arguments("a user's token and the edge's", user, edge, 200, 401),
                arguments("a user's token and another client's", user, relay, 401, 401),
                arguments(
                        "a user's token and the edge's for another",
                        user,
                        auth.serviceToken("key-vault-service"),
                        401,
                        401),
                arguments("a user's token and an expired one", user, old, 401, 401),
                arguments("a key's token alone", keyToken, "", 401, 401),
                arguments("a key's token and the edge's", keyToken, edge, 200, 401),
                arguments("an API key and the edge's token", key, edge, 401, 401),
                arguments("a service's own token", relay, "", 401, 200),
                arguments(
                        "a service's token for another",
                        auth.serviceToken(AuthService.asRelay(), "key-vault-service"),
                        "",
                        401,
                        401),
                arguments("nobody", "", "", 401, 401));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void opensEachPathToItsCallers(String name, String bearer, String edge, int asUser, int asService)
            throws IOException, InterruptedException {
        assertThat(auth.sendPlain(request("/api/v1/auth/me", bearer, edge)).status())
                .isEqualTo(asUser);
        var stream =
                auth.http().send(request("/internal/revocations", bearer, edge).build(), BodyHandlers.ofInputStream());
        stream.body().close();
        assertThat(stream.statusCode()).isEqualTo(asService);
    }

    @Test
    void saysThatTheEdgeIsMissing() {
        var answer = auth.sendPlain(request("/api/v1/auth/me", auth.newUser(), ""));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("detail")).contains("taken from the edge only");
    }

    private static HttpRequest.Builder request(String path, String bearer, String edge) {
        var request = HttpRequest.newBuilder(auth.at(path));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return edge.isEmpty() ? request : request.header(AuthService.EDGE_HEADER, edge);
    }
}
