package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderHygieneIT {

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static String token() {
        return "Bearer " + EDGE.auth().issuer().userToken(UUID.randomUUID(), "execute");
    }

    private static Origin.Seen seenWith(String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = token();
        System.arraycopy(headers, 0, all, 2, headers.length);
        assertThat(EDGE.send("POST", "/v1/chat/completions", all).statusCode()).isEqualTo(200);
        return EDGE.relay().seen().getLast();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User-Id", "X-UserId", "X-Tenant", "X-Roles", "X-Remote-User", "X-Forwarded-User",
                        "X-Auth-Request-User",
                "X-Consumer-Id", "Forwarded", "X-Real-IP", "X-Client-Cert", "X-Gatehouse-Caller", "Cookie",
                        "Proxy-Authorization",
                "X-Http-Method-Override", "X-Original-Url", "X-Rewrite-Url"
            })
    void noHeaderThatSomeoneMightTrustGetsThrough(String name) {
        assertThat(seenWith(name, "forged").headers().toString()).doesNotContain("forged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"session_id", "X_User_Id", "x_forwarded_for", "openai_organization", "anthropic_beta", "_", "a_"
            })
    void aHeaderWithAnUnderscoreIsLeftOut(String name) {
        assertThat(seenWith(name, "forged").headers().toString()).doesNotContain("forged");
    }

    @Test
    void theClientsWordOnWhoForwardedForItIsNotPassedOn() {
        assertThat(seenWith("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "evil.example")
                        .headers()
                        .toString())
                .doesNotContain("203.0.113.9", "evil.example");
    }

    @Test
    void theTokenAndTheRequestIdGetThroughOnce() {
        var seen = seenWith("x-request-id", "abc");
        assertThat(seen.header("authorization")).singleElement().asString().startsWith("Bearer eyJ");
        assertThat(seen.header("x-request-id")).containsExactly("abc");
    }

    @Test
    void aRequestIdThatIsNoneIsReplaced() {
        assertThat(seenWith("x-request-id", "a b<script>").header("x-request-id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void basicCredentialsOfAnOauthClientGetThroughToTheTokenEndpointAndNowhereElse() {
        var basic = "Basic Y2xpZW50OnNlY3JldA==";
        EDGE.send("POST", "/token", "Authorization", basic);
        assertThat(EDGE.auth().origin().seen().getLast().header("authorization"))
                .containsExactly(basic);
        EDGE.send("POST", "/token", "Authorization", "Bearer x");
        assertThat(EDGE.auth().origin().seen().getLast().header("authorization"))
                .isEmpty();
        EDGE.send("POST", "/api/v1/auth/login", "Authorization", basic);
        assertThat(EDGE.auth().origin().seen().getLast().header("authorization"))
                .isEmpty();
    }
}
