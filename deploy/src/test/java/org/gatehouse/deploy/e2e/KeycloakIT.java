package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.ForgeableIssuer;
import org.gatehouse.testing.issuer.HostileTokens;
import org.gatehouse.testing.issuer.TestRealm;
import org.gatehouse.testing.issuer.TokenForge;
import org.gatehouse.testing.keycloak.KeycloakRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./gatehouse up --keycloak-dev-user}: a real Keycloak behind the edge, from the seed's example to its end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KeycloakIT {
    private static final String PASSWORD = "correct horse battery staple 7";

    private final int port = freePort();
    private final Suite suite = start();
    private final Client client = new Client(suite.address());
    private final KeycloakRealm realm = new KeycloakRealm(
            URI.create("http://localhost:" + port),
            secret("GATEHOUSE_KEYCLOAK_CLIENT_SECRET"),
            secret("KEYCLOAK_ADMIN_PASSWORD"));

    private Suite start() {
        return Suite.start(
                "keycloak",
                Map.of(
                        "GATEHOUSE_KEYCLOAK_PORT", Integer.toString(port),
                        "GATEHOUSE_CONFIG", config().toString(),
                        "GATEHOUSE_RESTART", "false"),
                "--keycloak-dev-user");
    }

    /** Hundreds of bad tokens come from one address here. */
    private static Path config() {
        try {
            var file = Files.createTempFile(Files.createDirectories(Path.of("target", "homes")), "keycloak", ".yml");
            return Files.writeString(file, "gatehouse:\n  authn:\n    failures-per-minute: 100000\n")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    private String secret(String name) {
        try {
            return Files.readString(suite.home().resolve("secrets").resolve(name))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String issuer() {
        return "http://localhost:" + port + "/realms/gatehouse";
    }

    private Client.Answer form(String path, String form) {
        return client.send(HttpRequest.newBuilder(URI.create(suite.address() + path))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private String logIn(String username) {
        return realm.logIn(username, PASSWORD).path("access_token").asText();
    }

    private String newcomer() {
        var name = "user-" + UUID.randomUUID();
        realm.createUser(name, PASSWORD);
        return name;
    }

    private int models(String token) {
        return client.send("GET", "/v1/models", token, null).status();
    }

    @Test
    @Order(1)
    void theSeedsExampleWorks() {
        assertThat(suite.output()).contains("Keycloak", "testuser / testpassword");
        var token = form("/token", "username=testuser&password=testpassword")
                .expect(200)
                .json()
                .path("access_token")
                .asText();
        assertThat(models(token)).as("the launcher waits for the realm's keys").isEqualTo(200);
        var user = client.send("GET", "/users/1", token, null);

        assertThat(user.status()).isEqualTo(404);
        assertThat(user.json().path("detail").asText()).isEqualTo("User not found");
    }

    @Test
    @Order(2)
    void aTokenFromKeycloakItselfIsGoodForEverythingAUserDoes() {
        var token = logIn(newcomer());
        var me = client.send("GET", "/api/v1/auth/me", token, null).expect(200).json();
        assertThat(me.path("identity_provider").asText()).isEqualTo("keycloak");
        assertThat(me.path("roles").toString()).isEqualTo("[\"user\"]");
        var key = client.createKey(token).key();

        for (var credential : new String[] {token, key}) {
            client.send("POST", "/v1/chat/completions", credential, """
                    {"model":"gatehouse/echo","messages":[{"role":"user","content":"Hello"}]}""").expect(200);
        }
        assertThat(client.send("GET", "/users", token, null).status()).isEqualTo(403);
    }

    @Test
    @Order(3)
    void aBrowserLogsInWithPkceAndStepsUpWithAOneTimeCode() {
        var name = "admin-" + UUID.randomUUID();
        realm.giveRealmRole(realm.createUser(name, PASSWORD), "admin");
        try (var browser = new BrowserLogin(issuer(), realm)) {
            var token = browser.logIn(name, PASSWORD);
            client.send("GET", "/users", token, null).expect(200);
            var demand = client.send("POST", "/admin/signing-keys/rotate", token, "{}");
            assertThat(demand.status()).isEqualTo(401);
            assertThat(demand.header("www-authenticate"))
                    .contains("insufficient_user_authentication", "acr_values=\"2\"");

            var steppedUp = browser.stepUp();
            assertThat(client.send("POST", "/admin/signing-keys/rotate", steppedUp, "{}")
                            .status())
                    .isBetween(200, 204);
        }
    }

    @Test
    @Order(4)
    void aBrowserIsSentNowhereElseAndNotWithoutPkce() {
        try (var browser = new BrowserLogin(issuer(), realm)) {
            var request = Map.of("response_type", "code", "client_id", "gatehouse-web", "scope", "openid");
            for (var elsewhere : new String[] {
                "https://elsewhere.test/callback", "http://127.0.0.1/callback/x", suite.address() + "/docs"
            }) {
                assertThat(browser.statusOf(with(request, elsewhere)))
                        .as(elsewhere)
                        .isEqualTo(400);
            }
            browser.statusOf(with(request, browser.redirectUri()));
            assertThat(browser.arrival()).contains("error=invalid_request").doesNotContain("code=");
        }
    }

    private static Map<String, String> with(Map<String, String> request, String redirectUri) {
        var all = new HashMap<>(request);
        all.put("redirect_uri", redirectUri);
        return all;
    }

    @Test
    @Order(5)
    void theSessionEndsEverywhereWithinASecond() {
        var tokens = realm.logIn(newcomer(), PASSWORD);
        var token = tokens.path("access_token").asText();
        assertThat(models(token)).isEqualTo(200);

        client.send("POST", "/api/v1/auth/logout", null, """
                {"refresh_token":"%s"}""".formatted(
                                tokens.path("refresh_token").asText()))
                .expect(204);

        Eventually.within(Duration.ofSeconds(1), "its token is refused", () -> models(token) == 401);
    }

    @Test
    @Order(6)
    void anAdministratorDisablesAndDeletesAUserOfKeycloakWithinASecond() {
        var administrator = client.login("admin@gatehouse.local", suite.administratorPassword())
                .access();
        for (var change : new String[] {"disable", "delete"}) {
            var name = newcomer();
            var token = logIn(name);
            var path = "/users/"
                    + client.send("GET", "/api/v1/auth/me", token, null)
                            .json()
                            .path("id")
                            .asText();
            if (change.equals("disable")) {
                client.send("PATCH", path, administrator, "{\"enabled\":false}").expect(200);
                assertThat(realm.user(name).path("enabled").asBoolean()).isFalse();
            } else {
                client.send("DELETE", path, administrator, null).expect(204);
                assertThat(realm.user(name).isMissingNode()).isTrue();
            }
            Eventually.within(Duration.ofSeconds(1), "its token is refused", () -> models(token) == 401);
        }
    }

    @Test
    @Order(6)
    void whatIsEndedAtKeycloakEndsHereWithinASecond() {
        var console = newcomer();
        var ended = logIn(console);
        var other = logIn(console);
        assertThat(models(ended)).isEqualTo(200);
        assertThat(models(other)).isEqualTo(200);

        realm.administer("DELETE", "/sessions/" + claim(ended, "sid"), null);
        Eventually.within(Duration.ofSeconds(1), "the session's token is refused", () -> models(ended) == 401);
        assertThat(models(other)).as("the user's other session").isEqualTo(200);

        realm.administer("POST", "/users/" + claim(other, "sub") + "/logout", null);
        Eventually.within(Duration.ofSeconds(1), "all its tokens are refused", () -> models(other) == 401);
    }

    @Test
    @Order(6)
    void aBrowserThatLogsOutAtKeycloakIsLoggedOutHereWithinASecond() {
        try (var browser = new BrowserLogin(issuer(), realm)) {
            var token = browser.logIn(newcomer(), PASSWORD);
            assertThat(models(token)).isEqualTo(200);

            browser.logOut();

            Eventually.within(Duration.ofSeconds(1), "its token is refused", () -> models(token) == 401);
        }
    }

    @Test
    @Order(6)
    void anAdministratorSeesTheLoginsOfKeycloaksUsersAndNoSecret() {
        var administrator = client.login("admin@gatehouse.local", suite.administratorPassword())
                .access();
        var name = newcomer();
        String inTheBrowser;
        try (var browser = new BrowserLogin(issuer(), realm)) {
            inTheBrowser = browser.logIn(name, PASSWORD);
        }
        var account = client.send("GET", "/api/v1/auth/me", inTheBrowser, null)
                .expect(200)
                .json()
                .path("id")
                .asText();
        models(inTheBrowser);
        form("/token", "username=" + name + "&password=canary-wrong-password");
        realm.administer("PUT", "/users/" + realm.user(name).path("id").asText(), "{\"enabled\":false}");
        form("/token", "username=" + name + "&password=" + PASSWORD.replace(" ", "+"));

        var events = client.send("GET", "/admin/audit?account=" + account, administrator, null)
                .expect(200)
                .json()
                .path("data");
        assertThat(events.valueStream()
                        .map(event -> event.path("type").asText() + " "
                                + event.path("details").path("reason").asText()
                                + event.path("details").path("methods").asText()))
                .containsExactly(
                        "login.failed disabled", "login.failed credentials", "login.succeeded pwd", "account.created ");
        var export = client.send("GET", "/admin/audit/export", administrator, null)
                .expect(200)
                .body();
        assertThat(export).contains("\"reason\":\"disabled\"", account);
        assertThat(export).doesNotContain("canary-wrong-password", PASSWORD, inTheBrowser);
    }

    private static String claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** T14–T18 against the real issuer: it signs with a key of ours, so that whatever it never signs can be signed. */
    @Test
    @Order(7)
    void everyHostileTokenIsRefusedAlike() {
        var tokens = realm.signWithAKeyOfOurs(newcomer(), PASSWORD);
        Eventually.within(Duration.ofSeconds(15), "the new key is known", () -> models(tokens.access()) == 200);
        var issuer = new Forger(tokens.key(), issuer());
        assertThat(models(issuer.forge().sign())).as("the control").isEqualTo(200);
        var hostile = HostileTokens.againstRealm(issuer)
                .filter(each -> each.token().chars().allMatch(c -> c > ' ' && c < 127))
                .toList();

        var bodies = new HashSet<String>();
        for (var each : hostile) {
            var answer = client.send("GET", "/v1/models", each.token(), null);
            assertThat(answer.status()).as(each.name()).isEqualTo(401);
            bodies.add(answer.body());
        }
        for (var other : new String[] {tokens.refresh(), tokens.id(), realm.administrator()}) {
            var answer = client.send("GET", "/v1/models", other, null);
            assertThat(answer.status()).isEqualTo(401);
            bodies.add(answer.body());
        }
        assertThat(hostile).hasSizeGreaterThan(150);
        assertThat(bodies).hasSize(1);
    }

    /** T23 of the threat model. */
    @Test
    @Order(9)
    void keycloakDownTakesItsLoginsAndNothingElse() {
        var seen = logIn(newcomer());
        var unseen = logIn(newcomer());
        var key = client.createKey(seen).key();
        suite.launcher()
                .services("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });

        assertThat(models(seen)).isEqualTo(200);
        assertThat(models(unseen)).isEqualTo(200);
        assertThat(models(key)).isEqualTo(200);
        client.newcomer();
        var login = form("/token", "username=testuser&password=testpassword");
        assertThat(login.status()).isEqualTo(503);
        assertThat(login.header("retry-after")).isNotEmpty();
    }

    /** Keycloak's own issuer and key, in our hands. */
    private record Forger(RSAKey signingKey, String issuer) implements ForgeableIssuer {

        @Override
        public TokenForge forge() {
            return TestRealm.forge(signingKey, issuer);
        }

        @Override
        public Instant now() {
            return Clock.systemUTC().instant();
        }

        @Override
        public URI address() {
            return URI.create(issuer);
        }

        @Override
        public URI jwksUrl() {
            return URI.create(issuer + "/protocol/openid-connect/certs");
        }
    }
}
