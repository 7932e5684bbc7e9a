package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.testing.issuer.EdgeCaller;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge introduces itself to the services of the suite, and lets nobody do so in its name. */
class EdgeTokenIT {

    private static final RunningEdge EDGE = RunningEdge.start();
    private static final String CHAT = "/v1/chat/completions";

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    static Stream<EdgeCaller> callers() {
        var issuer = EDGE.auth().issuer();
        var user = issuer.userToken(UUID.randomUUID(), "execute");
        var key = issuer.keyToken(UUID.randomUUID(), UUID.randomUUID(), "execute");
        return EdgeCaller.of(issuer, TestIssuer.EDGE, user, key).stream();
    }

    /** Whatever its clients bring in the header counts for nothing, and never gets through. */
    @ParameterizedTest
    @MethodSource("callers")
    void takesAUsersTokenAloneAndNoWordOfItsClientsOnTheEdge(EdgeCaller caller) {
        var headers = new ArrayList<String>();
        for (var line : caller.lines().lines().toList()) {
            headers.addAll(List.of(line.split(": ", 2)));
        }
        boolean user = caller.name().startsWith("a user's") || caller.name().startsWith("a key's");

        assertThat(EDGE.send("POST", CHAT, headers.toArray(String[]::new)).statusCode())
                .isEqualTo(user ? 200 : 401);
        assertThat(EDGE.send("GET", "/internal/revocations", headers.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(404);
        if (user) {
            assertIntroduces(EDGE.relay().seen().getLast(), "chat-relay-service");
        }
    }

    @Test
    void sendsEachServiceItsOwnTokenAlsoWhereNobodyIsLoggedIn() {
        var token = "Bearer " + EDGE.auth().issuer().userToken(UUID.randomUUID(), "read");
        EDGE.send("GET", "/v1/models", "Authorization", token);
        assertIntroduces(EDGE.catalog().seen().getLast(), "model-catalog-service");
        EDGE.send("GET", "/api/v1/auth/secrets", "Authorization", token);
        assertIntroduces(EDGE.vault().seen().getLast(), "key-vault-service");
        EDGE.send("POST", "/api/v1/auth/login", TestIssuer.EDGE_HEADER, "forged");
        assertIntroduces(EDGE.auth().origin().seen().getLast(), "auth-service");
    }

    @Test
    void fetchesAServicesTokenOnce() {
        try (var edge = RunningEdge.start()) {
            var key = edge.auth().createKey("execute");
            for (int i = 0; i < 20; i++) {
                assertThat(edge.send("POST", CHAT, "x-api-key", key.text()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(edge.relay().seen().stream()
                            .map(seen -> seen.header(TestIssuer.EDGE_HEADER))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void isUnavailableWhileItCannotIntroduceItselfAndRecovers() {
        try (var edge = RunningEdge.start()) {
            var token = edge.auth().issuer().userToken(UUID.randomUUID(), "execute");
            edge.auth().refuseServiceTokens(true);
            var refused = edge.send("POST", CHAT, "Authorization", "Bearer " + token);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();

            edge.auth().refuseServiceTokens(false);
            Wait.until(
                    () -> edge.send("POST", CHAT, "Authorization", "Bearer " + token)
                            .statusCode(),
                    status -> status == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-relay-service", "model-catalog-service"})
    void introducesItselfToNobodyElse(String known) {
        try (var edge = RunningEdge.start(Map.of("gatehouse.introductions.services", known))) {
            var token = edge.auth().issuer().userToken(UUID.randomUUID(), "execute");
            assertThat(edge.send("POST", CHAT, "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(edge.relay().seen().getLast().header(TestIssuer.EDGE_HEADER))
                    .hasSize(known.equals("chat-relay-service") ? 1 : 0);
        }
    }

    private static void assertIntroduces(Origin.Seen seen, String service) {
        var header = seen.header(TestIssuer.EDGE_HEADER);
        assertThat(header).hasSize(1);
        var token = header.getFirst();
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains("\"sub\":\"" + TestIssuer.EDGE + "\"")
                .containsPattern("\"aud\":\\[?\"" + service + "\"");
    }
}
