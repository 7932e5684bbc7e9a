package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsIT {

    private static final String PAGE = "https://app.example";
    private static final RunningEdge EDGE = RunningEdge.start(
            Map.of("gatehouse.cors.origins", PAGE, "gatehouse.routes.models.cors-origins", "https://models.example"));

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static RawResponse send(String requestLine, String... headers) {
        var head = new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: here\r\nConnection: close\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return RawHttp.exchange(EDGE.address().getPort(), head + "\r\n");
    }

    @Test
    void letsThePagesReadThatAreListed() {
        var answer = send("GET /.well-known/jwks.json", "Origin: " + PAGE);
        assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
        assertThat(answer.header("vary")).contains("origin");
        assertThat(answer.header("access-control-expose-headers").orElseThrow()).contains("x-request-id");
        assertThat(answer.header("access-control-allow-credentials")).isEmpty();
    }

    @Test
    void letsThemReadRefusalsToo() {
        var answer = send("GET /api/v1/auth/me", "Origin: " + PAGE);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nothing/here,                              404",
        "GET /chat/completions,                          404",
        "GET /v1//models,                                404",
        "GET /a//b,                                      400",
        "GET /v1/chat/completions?%zz,                   400",
        "PUT /v1/chat/completions,                       405",
        "GET /.well-known/jwks.json X_A:1;Expect:cake,   417",
        "POST /v1/chat/completions Content-Encoding:br,  415",
        "POST /v1/chat/completions Content-Length:99999999, 413",
        "GET /admin/edge/status,                         401",
    })
    void letsThemReadEveryError(String request, int status) {
        var parts = request.split(" ", 3);
        var headers = parts.length < 3 ? List.<String>of() : List.of(parts[2].split(";", -1));
        var all = new ArrayList<>(headers);
        all.add("Origin: " + PAGE);
        var answer = send(parts[0] + " " + parts[1], all.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
        assertThat(answer.header("access-control-expose-headers").orElseThrow()).contains("request-id", "retry-after");
        assertThat(answer.header("x-gateway-overhead-ms")).isPresent();
        assertThat(answer.header("x-request-id")).isPresent();
    }

    @Test
    void letsNobodyElse() {
        for (var origin : List.of(
                "null",
                "*",
                "http://app.example",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "https://app.example:8443",
                "https://APP.example",
                "https://app.example/",
                "https://app.example, https://evil.example",
                "https://sub.app.example")) {
            var answer = send("GET /.well-known/jwks.json", "Origin: " + origin);
            assertThat(answer.header("access-control-allow-origin")).as(origin).isEmpty();
            assertThat(answer.header("vary")).as(origin).contains("origin");
            var preflight =
                    send("OPTIONS /.well-known/jwks.json", "Origin: " + origin, "Access-Control-Request-Method: GET");
            assertThat(preflight.status()).as(origin).isEqualTo(405);
            assertThat(preflight.header("access-control-allow-origin"))
                    .as(origin)
                    .isEmpty();
        }
    }

    @Test
    void takesARoutesOwnListForAllOfIt() {
        assertThat(send("GET /v1/models", "Origin: " + PAGE).header("access-control-allow-origin"))
                .isEmpty();
        assertThat(send("GET /v1/models", "Origin: https://models.example").header("access-control-allow-origin"))
                .contains("https://models.example");
    }

    @Test
    void answersABrowserThatAsksBeforeItSends() {
        var answer = send(
                "OPTIONS /v1/chat/completions",
                "Origin: " + PAGE,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, content-type");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
        assertThat(answer.header("access-control-allow-methods")).contains("POST");
        assertThat(answer.header("access-control-allow-headers")).contains("authorization, content-type");
        assertThat(answer.header("access-control-max-age")).contains("600");
        assertThat(EDGE.relay().seen()).isEmpty();
        assertThat(send("OPTIONS /v1/chat/completions", "Origin: " + PAGE, "Access-Control-Request-Method: PUT")
                        .status())
                .isEqualTo(405);
        assertThat(send("OPTIONS /internal/x", "Origin: " + PAGE, "Access-Control-Request-Method: GET")
                        .status())
                .isEqualTo(404);
    }
}
