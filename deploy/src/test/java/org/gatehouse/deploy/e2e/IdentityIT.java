package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, sessions, keys and clients as their owners, administrators and attackers meet them at the edge. */
@ExtendWith(SharedSuite.class)
final class IdentityIT {
    private static final int RACES = 100;
    private static final int RACERS = 64;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Suite suite;
    private final Client client;
    private final Staff staff;

    IdentityIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
        this.staff = new Staff(suite);
    }

    /** T11 of the threat model. */
    @Test
    void ofManyRefreshesOfOneTokenAtOnceAtMostOneSucceeds() throws Exception {
        var email = client.register();
        try (var racers = Executors.newFixedThreadPool(RACERS)) {
            for (int race = 0; race < RACES; race++) {
                var body = "{\"refresh_token\":\""
                        + client.login(email, Client.PASSWORD).refresh() + "\"}";
                Callable<Integer> refresh = () ->
                        client.send("POST", "/api/v1/auth/refresh", null, body).status();
                var statuses = racers
                        .invokeAll(Stream.generate(() -> refresh).limit(RACERS).toList())
                        .stream()
                        .map(racer -> racer.resultNow())
                        .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
                assertThat(statuses.getOrDefault(200, 0L))
                        .as(statuses.toString())
                        .isLessThanOrEqualTo(1);
                assertThat(statuses.keySet()).isSubsetOf(200, 401);
            }
        }
    }

    /** T13 of the threat model. */
    @ParameterizedTest
    @ValueSource(strings = {"password", "disabled", "deleted"})
    void anEndOfAccessReachesSessionsAndKeysWithinASecond(String how) {
        var email = client.register();
        var session = client.login(email, Client.PASSWORD);
        var key = client.createKey(session.access()).key();
        var id = client.send("GET", "/api/v1/auth/me", session.access(), null)
                .expect(200)
                .json()
                .path("id")
                .asText();
        client.send("GET", "/v1/models", key, null).expect(200);

        switch (how) {
            case "password" ->
                client.send("POST", "/api/v1/auth/password", session.access(), """
                        {"current_password":"%s","new_password":"a different phrase 8"}""".formatted(Client.PASSWORD))
                        .expect(200);
            case "disabled" ->
                client.send("PATCH", "/users/" + id, staff.administrator(), "{\"enabled\":false}")
                        .expect(200);
            default ->
                client.send("DELETE", "/users/" + id, staff.administrator(), null)
                        .expect(204);
        }

        Eventually.within(SECOND, "the token is refused", () -> status("/api/v1/auth/me", session.access()) == 401);
        client.send("POST", "/api/v1/auth/refresh", null, "{\"refresh_token\":\"" + session.refresh() + "\"}")
                .expect(401);
        if (how.equals("password")) {
            client.send("GET", "/v1/models", key, null).expect(200);
        } else {
            Eventually.within(SECOND, "the key is refused", () -> status("/v1/models", key) == 401);
        }
    }

    @Test
    void aSessionThatIsEndedFromAnotherOneIsRefusedWithinASecond() {
        var email = client.register();
        var kept = client.login(email, Client.PASSWORD);
        var lost = client.login(email, Client.PASSWORD);
        var sessions = client.send("GET", "/api/v1/auth/sessions", kept.access(), null)
                .expect(200)
                .json()
                .path("data");
        assertThat(sessions).hasSize(2);
        var other = sessions.valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow();

        client.send("DELETE", "/api/v1/auth/sessions/" + other.path("id").asText(), kept.access(), null)
                .expect(204);

        Eventually.within(SECOND, "the token is refused", () -> status("/api/v1/auth/me", lost.access()) == 401);
        client.send("GET", "/api/v1/auth/me", kept.access(), null).expect(200);
    }

    @Test
    void guessingLocksNobodyOutButTheGuesser() throws Exception {
        var email = client.register();
        var owner = client.login(email, Client.PASSWORD);
        var key = client.createKey(owner.access()).key();
        try (var attacker = from("127.0.0.66")) {
            var statuses = Stream.generate(() -> guess(attacker, email, "a wrong phrase"))
                    .limit(9)
                    .map(HttpResponse::statusCode)
                    .toList();
            assertThat(statuses).startsWith(401, 401, 401, 401, 401, 401).endsWith(429);
            var locked = guess(attacker, email, Client.PASSWORD);
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            locked.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(1, 60);
        }
        client.login(email, Client.PASSWORD);
        client.send("GET", "/api/v1/auth/me", owner.access(), null).expect(200);
        client.send("GET", "/v1/models", key, null).expect(200);
    }

    @Test
    void anUnknownAccountAnswersLikeAWrongPassword() throws Exception {
        try (var attacker = from("127.0.0.67")) {
            var unknown = guess(attacker, "nobody-" + System.nanoTime() + "@example.com", "a wrong phrase");
            var wrong = guess(attacker, client.register(), "a wrong phrase");

            assertThat(unknown.statusCode()).isEqualTo(401).isEqualTo(wrong.statusCode());
            assertThat(withoutId(unknown)).isEqualTo(withoutId(wrong));
        }
    }

    @Test
    void aClientWorksUntilItsKeyIsRegenerated() {
        var created = client.send("POST", "/admin/clients", staff.administrator(), """
                {"name":"nightly","permissions":["read","execute"],"requests_per_minute":1000}""")
                .expect(201)
                .json();
        var id = created.path("id").asText();
        var key = created.path("api_key").asText();
        client.send("POST", "/v1/chat/completions", key, """
                {"model":"gatehouse/echo","messages":[{"role":"user","content":"Hi"}]}""").expect(200);
        client.send("POST", "/api/v1/auth/keys", key, "{}").expect(403);
        assertThat(client.send("GET", "/v1/key", key, null)
                        .expect(200)
                        .json()
                        .path("requests_per_minute")
                        .asInt())
                .isEqualTo(1000);

        var next = client.send("POST", "/admin/clients/" + id + "/regenerate-key", staff.administrator(), null)
                .expect(200)
                .json()
                .path("api_key")
                .asText();

        Eventually.within(SECOND, "the old key is refused", () -> status("/v1/models", key) == 401);
        client.send("GET", "/v1/models", next, null).expect(200);
        client.send("DELETE", "/admin/clients/" + id, staff.administrator(), null)
                .expect(204);
        Eventually.within(SECOND, "the client is refused", () -> status("/v1/models", next) == 401);
    }

    @Test
    void whatHappenedIsOnRecordWithTheAddressThatTheEdgeSaw() throws Exception {
        var email = client.register();
        try (var attacker = from("127.0.0.68")) {
            guess(attacker, email, "a wrong phrase");
        }
        var access = client.login(email, Client.PASSWORD).access();
        var id = client.send("GET", "/api/v1/auth/me", access, null)
                .expect(200)
                .json()
                .path("id")
                .asText();

        var events = client.send("GET", "/admin/audit?account=" + id, staff.administrator(), null)
                .expect(200)
                .json()
                .path("data");
        assertThat(events.valueStream().map(event -> event.path("type").asText()))
                .containsExactly("login.succeeded", "login.failed", "account.created");
        assertThat(events.get(1).path("address").asText()).isEqualTo("127.0.0.68");
        var export = client.send("GET", "/admin/audit/export?account=" + id, staff.administrator(), null)
                .expect(200);
        assertThat(export.header("content-type")).startsWith("application/x-ndjson");
        assertThat(export.body().lines()).hasSize(3);
        client.send("GET", "/admin/audit", access, null).expect(403);
    }

    /** T57 of the threat model. */
    @Test
    void objectsOfOthersAreAsIfTheyDidNotExist() {
        var victim = client.newcomer();
        var stranger = client.newcomer().access();
        var key = client.createKey(victim.access()).id();
        var session = client.send("GET", "/api/v1/auth/sessions", victim.access(), null)
                .json()
                .path("data")
                .get(0)
                .path("id")
                .asText();
        var account = client.send("GET", "/api/v1/auth/me", victim.access(), null)
                .json()
                .path("id")
                .asText();
        for (var call : List.of(
                "GET /api/v1/auth/keys/" + key,
                "DELETE /api/v1/auth/keys/" + key,
                "POST /api/v1/auth/keys/" + key + "/rotate",
                "DELETE /api/v1/auth/sessions/" + session,
                "GET /users/" + account)) {
            var words = call.split(" ", -1);
            var body = words[0].equals("POST") ? "{}" : null;
            assertThat(client.send(words[0], words[1], stranger, body).status())
                    .as(call)
                    .isEqualTo(404);
        }
        client.send("GET", "/api/v1/auth/me", victim.access(), null).expect(200);
    }

    private int status(String path, String bearer) {
        return client.send("GET", path, bearer, null).status();
    }

    /** Speaks from another address of this machine, and claims a third. */
    private static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    private HttpResponse<String> guess(HttpClient attacker, String email, String password) {
        var request = HttpRequest.newBuilder(suite.address().resolve("/api/v1/auth/login"))
                .header("content-type", "application/json")
                .header("x-forwarded-for", "198.51.100." + System.nanoTime() % 250)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"email":"%s","password":"%s"}""".formatted(email, password)))
                .build();
        try {
            return attacker.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
