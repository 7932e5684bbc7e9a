package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StepUpIT {

    private static final UUID ACCOUNT = UUID.randomUUID();

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @Test
    void letsInWhoHasJustGivenTheSecondFactor() {
        assertThat(get("/dangerous", APP.issuer().steppedUpToken(ACCOUNT, "admin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void challengesWhoHasNotInTheShapeOfTheSurface() {
        var problem = get("/dangerous", APP.issuer().userToken(ACCOUNT, "admin"));
        assertThat(problem.statusCode()).isEqualTo(401);
        assertThat(problem.body()).contains("urn:gatehouse:error:step-up-required");
        assertThat(problem.headers().firstValue("www-authenticate"))
                .contains("Bearer error=\"insufficient_user_authentication\", acr_values=\"2\", max_age=\"900\"");

        var openAi = get("/v1/dangerous", APP.issuer().userToken(ACCOUNT, "admin"));
        assertThat(openAi.statusCode()).isEqualTo(401);
        assertThat(openAi.body()).contains("\"code\":\"step_up_required\"");
    }

    @Test
    void asksForThePermissionFirst() {
        assertThat(get("/dangerous", APP.issuer().userToken(ACCOUNT, "read")).statusCode())
                .isEqualTo(403);
        assertThat(APP.send(APP.to("/dangerous")).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String path, String token) {
        return APP.send(APP.to(path).header("Authorization", "Bearer " + token));
    }
}
