package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whoever reads the documentation can log in on its page: by password here, or at the realm when there is one. */
@TestInstance(Lifecycle.PER_CLASS)
class DocsLoginIT {

    private final String realm = "http://127.0.0.1:" + RawOrigin.closedPort();
    private final RunningEdge edge = RunningEdge.start(Map.of("gatehouse.keycloak.url", realm + "/realms/gatehouse"));

    @AfterAll
    void close() {
        edge.close();
    }

    @Test
    void theDocumentNamesEveryWayToLogIn() {
        assertThat(edge.send("GET", "/openapi.json").body())
                .contains("\"bearer\":{", "\"api_key\":{")
                .contains("\"flows\":{\"password\":{", "\"tokenUrl\":\"https://gatehouse.test/token\"")
                .contains("\"openIdConnectUrl\":\"" + realm + "/realms/gatehouse/.well-known/openid-configuration\"")
                .contains("{\"keycloak\":[]}");
    }

    @Test
    void thePageMayAskTheRealmAndNobodyElse() {
        var policy = edge.send("GET", "/docs")
                .headers()
                .firstValue("content-security-policy")
                .orElseThrow();

        assertThat(policy).contains("connect-src 'self' " + realm + ";").doesNotContain("*", "'unsafe");
    }

    /** Swagger UI would name a client at our own token endpoint, and be refused for it. */
    @Test
    void thePageNamesNoClientAtOurTokenEndpointAndItsOwnAtTheRealm() {
        assertThat(edge.send("GET", "/docs/start.js").body())
                .contains("delete request.headers.Authorization")
                .contains("clientId: \"gatehouse-web\"", "usePkceWithAuthorizationCodeGrant: true")
                .contains("/docs/oauth2-redirect.html");
    }
}
