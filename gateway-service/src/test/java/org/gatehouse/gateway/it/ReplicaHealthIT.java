package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.kit.upstream.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaHealthIT {

    private final Origin one = new Origin();
    private final Origin two = new Origin();
    private final RunningEdge edge = RunningEdge.start(Map.of(
            "gatehouse.health.poll-interval", "50ms",
            "gatehouse.services.chat-relay-service.url", one.address() + "," + two.address(),
            "gatehouse.services.chat-relay-service.health-url", one.address() + "/ready," + two.address() + "/ready"));

    @AfterEach
    void stop() {
        edge.close();
        one.close();
        two.close();
    }

    private long aside() {
        return edge.bean(ServiceTargets.class).of("chat-relay-service").targets().stream()
                .filter(Target::isAside)
                .count();
    }

    private void chat(int times) {
        var token = edge.auth().issuer().userToken(UUID.randomUUID(), "execute");
        for (int i = 0; i < times; i++) {
            assertThat(edge.send("POST", "/v1/chat/completions", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aReplicaThatIsNotReadyGetsNoRequestsUntilItIs() {
        one.on("/ready", 503, "application/json", "{}");
        Wait.until(this::aside, count -> count == 1);
        chat(20);
        assertThat(one.seen()).isEmpty();
        assertThat(two.seen()).hasSize(20);

        one.on("/ready", 200, "application/json", "{}");
        Wait.until(this::aside, count -> count == 0);
        chat(40);
        assertThat(one.seen()).isNotEmpty();
    }

    @Test
    void whenNoneIsReadyAllAreAsked() {
        one.on("/ready", 503, "application/json", "{}");
        two.on("/ready", 503, "application/json", "{}");
        Wait.until(this::aside, count -> count == 2);
        chat(5);
    }

    @Test
    void aReplicaThatIsGoneCostsNoRequest() {
        chat(10);
        one.goDown();
        chat(30);
        assertThat(two.seen()).hasSizeGreaterThanOrEqualTo(30);
        one.comeBack();
        Wait.until(this::aside, count -> count == 0);
    }
}
