package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedAuthenticationIT {

    private final RunningEdge edge = RunningEdge.start(Map.of("gatehouse.authn.failures-per-minute", "5"));

    @AfterEach
    void stop() {
        edge.close();
    }

    private int models(String credential) {
        return edge.send("GET", "/v1/models", "Authorization", "Bearer " + credential)
                .statusCode();
    }

    private void failFiveTimes() {
        for (int i = 0; i < 5; i++) {
            assertThat(models(TestKeys.fresh())).isEqualTo(401);
        }
    }

    /** T02 of the threat model. */
    @Test
    void isToldToWaitAfterTooMany() {
        failFiveTimes();
        int asked = edge.auth().exchanges();
        var answer = edge.send("GET", "/v1/models", "Authorization", "Bearer " + TestKeys.fresh());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(1, 60);
        assertThat(answer.body()).contains("rate_limit_error");
        assertThat(models("a.b.c")).isEqualTo(429);
        assertThat(models("nonsense")).isEqualTo(429);
        assertThat(edge.auth().exchanges()).isEqualTo(asked);
    }

    @Test
    void locksNobodyOutWhoseCredentialIsKnown() {
        var key = edge.auth().createKey("read");
        var token = edge.auth().issuer().userToken(UUID.randomUUID(), "read");
        assertThat(models(key.text())).isEqualTo(200);
        assertThat(models(token)).isEqualTo(200);
        failFiveTimes();
        assertThat(models(key.text())).isEqualTo(200);
        assertThat(models(token)).isEqualTo(200);
        assertThat(models(edge.auth().createKey("read").text())).isEqualTo(429);
    }

    @Test
    void isNotARequestWithoutAnyCredential() {
        for (int i = 0; i < 10; i++) {
            assertThat(edge.send("GET", "/v1/models").statusCode()).isEqualTo(401);
        }
    }
}
