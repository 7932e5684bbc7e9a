package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.testing.issuer.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HealthIT {

    private static final RunningEdge EDGE = RunningEdge.start(Map.of("gatehouse.health.poll-interval", "50ms"));

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static HttpResponse<String> whenStatusIs(String status) {
        return Wait.until(
                () -> EDGE.send("GET", "/health"), answer -> answer.body().startsWith("{\"status\":\"" + status));
    }

    @Test
    void goesFromHealthyToDegradedToUnhealthyAndBack() {
        var healthy = whenStatusIs("healthy");
        assertThat(healthy.statusCode()).isEqualTo(200);
        assertThat(healthy.headers().firstValue("cache-control")).contains("no-store");
        assertThat(healthy.body())
                .contains(
                        "\"auth-service\":{\"status\":\"healthy\"", "\"chat-relay-service\":{", "\"checked_at\":\"20");

        EDGE.relay().goDown();
        var degraded = whenStatusIs("degraded");
        assertThat(degraded.statusCode()).isEqualTo(200);
        assertThat(degraded.body()).contains("\"chat-relay-service\":{\"status\":\"unhealthy\"");

        EDGE.auth().origin().goDown();
        EDGE.catalog().goDown();
        EDGE.vault().goDown();
        assertThat(whenStatusIs("unhealthy").statusCode()).isEqualTo(503);

        EDGE.auth().origin().comeBack();
        EDGE.catalog().comeBack();
        EDGE.vault().comeBack();
        EDGE.relay().comeBack();
        whenStatusIs("healthy");
    }

    @Test
    void tellsNoAddressOfAService() {
        assertThat(whenStatusIs("healthy").body()).doesNotContain("127.0.0.1", "http", "/ready");
    }

    @Test
    void asksNoServiceWhenItIsAsked() {
        try (var edge = RunningEdge.start(Map.of("gatehouse.health.poll-interval", "1h"))) {
            Wait.until(() -> edge.send("GET", "/health").body(), body -> body.startsWith("{\"status\":\"healthy"));
            for (int i = 0; i < 20; i++) {
                edge.send("GET", "/health");
            }
            assertThat(edge.relay().count("/ready")).isOne();
        }
    }

    @Test
    void tellsOfKeycloakAndServesWithoutIt() {
        try (var realm = TestRealm.start()) {
            var settings = new HashMap<>(realm.properties());
            settings.put("gatehouse.health.poll-interval", "50ms");
            try (var edge = RunningEdge.start(Map.copyOf(settings))) {
                assertThat(body(edge, "healthy")).contains("\"keycloak\":{\"status\":\"healthy\"");

                realm.goDown();
                assertThat(body(edge, "degraded")).contains("\"keycloak\":{\"status\":\"unhealthy\"");
                assertThat(edge.send("GET", "/health").statusCode()).isEqualTo(200);
                var token = edge.auth().issuer().userToken(UUID.randomUUID(), "admin");
                assertThat(edge.send("GET", "/admin/edge/status", "Authorization", "Bearer " + token)
                                .body())
                        .contains("\"keycloak\":\"unhealthy\"");

                realm.comeBack();
                body(edge, "healthy");
            }
        }
    }

    private static String body(RunningEdge edge, String status) {
        return Wait.until(() -> edge.send("GET", "/health").body(), body -> body.startsWith("{\"status\":\"" + status));
    }
}
