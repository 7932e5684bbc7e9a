package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepUpIT {

    private static final RunningEdge EDGE = RunningEdge.start(Map.of(
            "gatehouse.routes.dangerous-v1.methods", "GET",
            "gatehouse.routes.dangerous-v1.paths", "/v1/dangerous",
            "gatehouse.routes.dangerous-v1.service", "chat-relay-service",
            "gatehouse.routes.dangerous-v1.access", "read",
            "gatehouse.routes.dangerous-v1.step-up.acr", "2",
            "gatehouse.routes.dangerous-v1.step-up.max-age", "15m"));

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static String steppedUp() {
        return "Bearer " + EDGE.auth().issuer().steppedUpToken(UUID.randomUUID(), "read", "admin");
    }

    private static String loggedIn() {
        return "Bearer " + EDGE.auth().issuer().userToken(UUID.randomUUID(), "read", "admin");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/vault/keys",
        "POST, /admin/vault/rotations",
        "POST, /admin/vault/keys/retire",
        "POST, /admin/vault/audit/verify",
        "POST, /admin/signing-keys/rotate"
    })
    void asksForTheSecondFactorWhereHarmCanBeDone(String method, String path) {
        assertThat(EDGE.send(method, path, "Authorization", steppedUp()).statusCode())
                .isEqualTo(200);

        var refused = EDGE.send(method, path, "Authorization", loggedIn());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().allValues("www-authenticate"))
                .containsExactly(
                        "Bearer error=\"insufficient_user_authentication\", acr_values=\"2\", max_age=\"900\"");
        assertThat(refused.body()).contains("urn:gatehouse:error:step-up-required");
    }

    @Test
    void challengesAnApiKeyForEver() {
        var key = EDGE.auth().createKey("read", "admin").text();

        assertThat(EDGE.send("GET", "/admin/vault/keys", "x-api-key", key).body())
                .contains("urn:gatehouse:error:step-up-required");
    }

    @Test
    void speaksTheSurfacesLanguage() {
        assertThat(EDGE.send("GET", "/v1/dangerous", "Authorization", loggedIn())
                        .body())
                .contains("\"code\":\"step_up_required\"");
    }

    @Test
    void isNeverTurnedOffByASettingThatCannotBeRead() {
        for (var wrong : new String[] {"2", "true", "15m", ""}) {
            assertThatThrownBy(() -> RunningEdge.start(Map.of("gatehouse.routes.users.step-up", wrong)))
                    .as(wrong)
                    .hasStackTraceContaining("gatehouse.routes.users.step-up");
        }
    }
}
