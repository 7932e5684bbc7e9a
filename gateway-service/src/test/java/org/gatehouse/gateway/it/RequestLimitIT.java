package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RequestLimitIT {

    private static final RunningEdge EDGE = RunningEdge.start(Map.of(
            "gatehouse.limits.requests", 5, "gatehouse.routes.inference.limit", 3, "gatehouse.routes.login.limit", 4));

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static HttpResponse<String> send(String method, String path, String token) {
        return EDGE.send(method, path, "Authorization", "Bearer " + token);
    }

    private static String token() {
        return EDGE.auth().issuer().userToken(UUID.randomUUID(), "read", "execute");
    }

    private static int header(HttpResponse<String> response, String name) {
        return Integer.parseInt(
                response.headers().firstValue(name).orElseThrow().replaceFirst("s$", ""));
    }

    @Test
    void isToldWithEachAnswerInTheHeadersOfOpenAi() {
        var token = token();
        var first = send("POST", "/v1/chat/completions", token);
        assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo(3);
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo(2);
        assertThat(header(first, "x-ratelimit-reset-requests")).isBetween(1, 60);
        assertThat(header(send("POST", "/v1/chat/completions", token), "x-ratelimit-remaining-requests"))
                .isEqualTo(1);
    }

    @Test
    void isToldInAnthropicsHeadersTooWhereItsClientsAsk() {
        var token = token();
        for (int remaining = 2; remaining >= 0; remaining--) {
            var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var answer = send("POST", "/v1/messages", token);
            assertThat(header(answer, "anthropic-ratelimit-requests-limit")).isEqualTo(3);
            assertThat(header(answer, "anthropic-ratelimit-requests-remaining")).isEqualTo(remaining);
            assertThat(header(answer, "x-ratelimit-remaining-requests")).isEqualTo(remaining);
            assertThat(reset(answer))
                    .isBetween(before.plusSeconds(1), Instant.now().plusSeconds(60));
        }
        var refused = send("POST", "/v1/messages", token);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "anthropic-ratelimit-requests-remaining")).isZero();
        assertThat(reset(refused)).isAfter(Instant.now());
        assertThat(send("POST", "/v1/chat/completions", token()).headers().map().keySet())
                .noneMatch(name -> name.startsWith("anthropic-"));
    }

    private static Instant reset(HttpResponse<String> response) {
        var reset = response.headers()
                .firstValue("anthropic-ratelimit-requests-reset")
                .orElseThrow();
        assertThat(reset).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        return Instant.parse(reset);
    }

    @Test
    void isKeptInTheShapeOfTheSurface() {
        var token = token();
        for (int i = 0; i < 3; i++) {
            assertThat(send("POST", "/v1/chat/completions", token).statusCode()).isEqualTo(200);
        }
        int seen = EDGE.relay().seen().size();
        var openAi = send("POST", "/v1/chat/completions", token);
        assertThat(openAi.statusCode()).isEqualTo(429);
        assertThat(openAi.body()).contains("\"type\":\"rate_limit_error\"", "\"code\":\"rate_limit_exceeded\"");
        assertThat(header(openAi, "retry-after")).isBetween(1, 60);
        assertThat(header(openAi, "x-ratelimit-limit-requests")).isEqualTo(3);
        assertThat(header(openAi, "x-ratelimit-remaining-requests")).isZero();
        assertThat(EDGE.relay().seen()).hasSize(seen);

        for (int i = 0; i < 5; i++) {
            assertThat(send("GET", "/api/v1/auth/me", token).statusCode()).isEqualTo(200);
        }
        var problem = send("GET", "/api/v1/auth/me", token);
        assertThat(problem.statusCode()).isEqualTo(429);
        assertThat(problem.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(problem.body()).contains("urn:gatehouse:error:rate-limited");
    }

    @Test
    void countsOneClientsRequestsApartFromAnothers() {
        var token = token();
        for (int i = 0; i < 4; i++) {
            send("POST", "/v1/chat/completions", token);
        }
        assertThat(send("POST", "/v1/chat/completions", token()).statusCode()).isEqualTo(200);
    }

    @Test
    void ofAPublicRouteIsTheAddresss() {
        for (int i = 0; i < 4; i++) {
            assertThat(EDGE.send("POST", "/api/v1/auth/login").statusCode()).isEqualTo(200);
        }
        assertThat(EDGE.send("POST", "/api/v1/auth/login").statusCode()).isEqualTo(429);
        assertThat(EDGE.management("/metrics"))
                .contains("gatehouse_edge_limits_refused_total{outcome=\"exhausted\",route=\"login\"}");
    }
}
