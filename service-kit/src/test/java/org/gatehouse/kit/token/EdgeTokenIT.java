package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.kit.app.KitApplication;
import org.gatehouse.testing.issuer.EdgeCaller;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T35 of the threat model: a user's token counts at a service only beside the edge's own for that service. */
final class EdgeTokenIT {

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    static Stream<EdgeCaller> callers() {
        var user = APP.issuer().userToken(UUID.randomUUID(), "read");
        var key = APP.issuer().keyToken(UUID.randomUUID(), UUID.randomUUID(), "read");
        return EdgeCaller.of(APP.issuer(), KitApplication.SERVICE, user, key).stream();
    }

    @ParameterizedTest
    @MethodSource("callers")
    void opensEachPathToItsCallers(EdgeCaller caller) {
        assertThat(status(caller, "/read")).isEqualTo(caller.asUser() ? 200 : 401);
        assertThat(status(caller, "/internal/feed")).isEqualTo(caller.asService() ? 200 : 401);
    }

    @Test
    void saysInTheShapeOfThePathThatTheEdgeIsMissing() {
        var token = APP.issuer().userToken(UUID.randomUUID(), "read");
        var problem = alone("/read", token);
        var openAi = alone("/v1/read", token);

        for (var answer : List.of(problem, openAi)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate"))
                    .contains("Bearer realm=\"gatehouse\", error=\"invalid_token\"");
            assertThat(answer.body()).contains("taken from the edge only");
        }
        assertThat(problem.body()).contains("urn:gatehouse:error:unauthenticated");
        assertThat(openAi.body()).startsWith("{\"error\":{").contains("\"code\":\"invalid_api_key\"");
        assertThat(alone("/read", "x.y.z").body()).doesNotContain("edge");
    }

    @Test
    void takesNoSecondTokenOfTheEdge() {
        var edge = APP.issuer().edgeToken(KitApplication.SERVICE);
        var request = APP.to("/read")
                .header("Authorization", "Bearer " + APP.issuer().userToken(UUID.randomUUID(), "read"))
                .header(TestIssuer.EDGE_HEADER, edge)
                .header(TestIssuer.EDGE_HEADER, edge);

        assertThat(APP.sendPlain(request.build()).statusCode()).isEqualTo(401);
    }

    private static int status(EdgeCaller caller, String path) {
        return APP.sendPlain(caller.on(APP.to(path)).build()).statusCode();
    }

    private static HttpResponse<String> alone(String path, String token) {
        return APP.sendPlain(
                APP.to(path).header("Authorization", "Bearer " + token).build());
    }
}
