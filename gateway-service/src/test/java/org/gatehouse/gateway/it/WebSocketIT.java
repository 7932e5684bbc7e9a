package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.AuthOrigin;
import org.gatehouse.gateway.fixture.EchoServer;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.SocketClient;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route that takes WebSockets asks of a handshake all that it asks of any request, and of its page besides. */
@TestInstance(Lifecycle.PER_CLASS)
class WebSocketIT {

    private static final String PATH = "/v1/live";

    private final EchoServer echo = new EchoServer();
    private final AuthOrigin auth = new AuthOrigin();
    private final RunningEdge edge = RunningEdge.start(
            auth,
            Map.of(
                    "gatehouse.services.echo.url", echo.uri().toString(),
                    "gatehouse.services.echo.health-url", echo.uri().toString(),
                    "gatehouse.cors.origins", "https://app.example",
                    "gatehouse.routes.live.methods", "GET",
                    "gatehouse.routes.live.paths", PATH,
                    "gatehouse.routes.live.service", "echo",
                    "gatehouse.routes.live.access", "execute",
                    "gatehouse.routes.live.upgrade", "websocket",
                    "gatehouse.routes.live.limit", "12"));

    @AfterAll
    void close() {
        edge.close();
        echo.close();
    }

    private int port() {
        return edge.address().getPort();
    }

    private SocketClient open(String credential) {
        return SocketClient.open(port(), PATH, "Authorization", "Bearer " + credential);
    }

    private String token(String... permissions) {
        return auth.issuer().userToken(UUID.randomUUID(), permissions);
    }

    private RawResponse handshake(String path, String headers) {
        return RawHttp.exchange(port(), """
                GET %s HTTP/1.1\r
                Host: here\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                %s\r
                """.formatted(path, headers));
    }

    @Test
    void carriesMessagesForWhoHoldsThePermissionWithAnyCredential() throws Exception {
        for (var credential :
                new String[] {token("execute"), auth.createKey("execute").text()}) {
            try (var client = open(credential)) {
                assertThat(client.send("hello").nextText()).isEqualTo("hello");
            }
        }
    }

    @Test
    void refusesWhoHasNoCredentialOrNotThePermission() {
        assertThat(handshake(PATH, "").status()).isEqualTo(401);
        assertThat(handshake(PATH, "Authorization: Bearer nonsense\r\n").status())
                .isEqualTo(401);
        assertThat(handshake(PATH, "Authorization: Bearer " + token("read") + "\r\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void countsHandshakesAsRequests() {
        var account = auth.issuer().userToken(UUID.randomUUID(), "execute");
        for (int i = 0; i < 12; i++) {
            assertThat(handshake(PATH, "Authorization: Bearer " + account + "\r\n")
                            .status())
                    .isEqualTo(101);
        }
        assertThat(handshake(PATH, "Authorization: Bearer " + account + "\r\n").status())
                .isEqualTo(429);
    }

    /** Nobody's page may open a WebSocket with what a browser knows of its user. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example",
                "https://app.example.evil",
                "https://app.example:443",
                "https://APP.example",
                "null",
                "",
                "https://app.example\r\nOrigin: https://evil.example"
            })
    void refusesPagesThatAreNotListed(String origin) {
        var answer = handshake(PATH, "Authorization: Bearer " + token("execute") + "\r\nOrigin: " + origin + "\r\n");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("access-control-allow-origin")).isEmpty();
    }

    @Test
    void takesPagesThatAreListed() {
        var answer =
                handshake(PATH, "Authorization: Bearer " + token("execute") + "\r\nOrigin: https://app.example\r\n");

        assertThat(answer.status()).isEqualTo(101);
    }

    /** Each in the shape of its path. */
    @ParameterizedTest
    @CsvSource({
        "/v1/models, 400, invalid_request_error",
        "/api/v1/auth/me, 400, urn:gatehouse:error:invalid-request",
        "/docs, 400, urn:gatehouse:error:invalid-request",
        "/health, 400, urn:gatehouse:error:invalid-request",
        "/v1/chat/completions, 405, invalid_request_error",
        "/nowhere, 404, urn:gatehouse:error:not-found",
        "/internal/revocations, 404, urn:gatehouse:error:not-found"
    })
    void isRefusedOnEveryOtherPath(String path, int status, String told) {
        var answer = handshake(path, "Authorization: Bearer " + token("read", "execute") + "\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void endsWithinASecondOfItsCredentialBeingRevoked() throws Exception {
        var key = auth.createKey("execute");
        var other = auth.createKey("execute");
        try (var client = open(key.text());
                var bystander = open(other.text())) {
            client.send("a").nextText();
            long revoked = System.nanoTime();
            auth.delete(key);

            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
            assertThat(bystander.send("b").nextText()).isEqualTo("b");
        }
    }

    @Test
    void endsWithTheSessionAndWithTheAccount() throws Exception {
        var account = UUID.randomUUID();
        try (var client = open(auth.issuer().userToken(account, "execute"))) {
            client.send("a").nextText();
            auth.revoke("account", account);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        var session = UUID.randomUUID();
        var token = auth.issuer()
                .user(UUID.randomUUID(), "execute")
                .claim("sid", session.toString())
                .sign();
        try (var client = open(token)) {
            client.send("a").nextText();
            auth.revoke("session", session);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void endsWhenItsTokenExpires() throws Exception {
        var token = auth.issuer()
                .user(UUID.randomUUID(), "execute")
                .claim("exp", Instant.now().plusSeconds(2).getEpochSecond())
                .sign();
        try (var client = open(token)) {
            assertThat(client.send("a").nextText()).isEqualTo("a");
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void isToldOfInTheMetrics() throws Exception {
        Wait.until(() -> edge.bean(Tunnels.class).count(), count -> count == 0);
        try (var client = open(token("execute"))) {
            client.send("a").nextText();
            assertThat(edge.management("/metrics")).contains("gatehouse_edge_tunnels 1.0");
        }
    }
}
