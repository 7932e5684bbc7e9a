package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EdgeStatusIT {

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    @Test
    void tellsAdministratorsOfServicesReplicasAndRequests() {
        var token = EDGE.auth().issuer().userToken(UUID.randomUUID(), "execute", "admin");
        EDGE.send("POST", "/v1/chat/completions", "Authorization", "Bearer " + token);
        var state = EDGE.send("GET", "/admin/edge/status", "Authorization", "Bearer " + token);
        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.body())
                .containsPattern("\"address\":\"127\\.0\\.0\\.1:[0-9]+\"")
                .contains("\"name\":\"chat-relay-service\"", "\"aside\":false", "\"concurrency_limit\":1000")
                .contains("\"route\":\"inference\",\"status\":\"2xx\",\"requests\":1");
        assertThat(EDGE.send("GET", "/admin/edge/status").statusCode()).isEqualTo(401);
        var user = EDGE.auth().issuer().userToken(UUID.randomUUID(), "execute");
        assertThat(EDGE.send("GET", "/admin/edge/status", "Authorization", "Bearer " + user)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void hasAPageWithoutAnythingFromElsewhere() {
        var page = EDGE.send("GET", "/status");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "onclick");
        for (var part : List.of("/status/status.js", "/status/status.css")) {
            assertThat(page.body()).contains(part);
            assertThat(EDGE.send("GET", part).statusCode()).isEqualTo(200);
        }
        assertThat(EDGE.send("GET", "/status/other.js").statusCode()).isEqualTo(404);
    }

    @Test
    void isInTheMetrics() {
        assertThat(EDGE.management("/metrics"))
                .contains("gatehouse_edge_in_flight{service=\"chat-relay-service\"} 0.0")
                .contains("gatehouse_edge_concurrency_limit{service=\"auth-service\"} 1000.0")
                .contains("gatehouse_edge_shed_total{service=\"auth-service\"}")
                .contains("gatehouse_edge_retries_total{service=\"auth-service\"}")
                .contains("gatehouse_edge_ejections_total{service=\"auth-service\"}")
                .contains("gatehouse_edge_replicas{service=\"auth-service\"} 1.0")
                .contains("gatehouse_edge_replicas_aside{service=\"auth-service\"}")
                .contains("gatehouse_edge_routes_refused 0.0")
                .contains("gatehouse_edge_connections_refused_total 0.0");
    }
}
