package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT {

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static String token(String... permissions) {
        return "Bearer " + EDGE.auth().issuer().userToken(UUID.randomUUID(), permissions);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        var id = answer.headers().firstValue("x-request-id").orElseThrow();
        assertThat(answer.body())
                .contains(
                        "\"type\":\"urn:gatehouse:error:" + slug + "\"",
                        "\"status\":" + status,
                        "\"instance\":\"" + id + "\"");
    }

    private static void isOpenAi(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.body())
                .matches("\\{\"error\":\\{\"message\":\"[^\"]+\",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":[^}]+}}");
    }

    @Nested
    class Ok {

        @ParameterizedTest
        @CsvSource({
            "GET, /v1/models, read",
            "GET, /api/v1/models, read",
            "HEAD, /v1/models/gatehouse/echo, read",
            "POST, /v1/chat/completions, execute",
            "POST, /api/v1/chat/completions, execute",
            "GET, /api/v1/auth/me, read",
            "GET, /api/v1/auth/keys, read",
            "POST, /api/v1/auth/keys, write",
            "POST, /api/v1/auth/api-key, write",
            "GET, /api/v1/auth/keys/5, read",
            "DELETE, /api/v1/auth/keys/5, write",
            "POST, /api/v1/auth/private-key, write",
            "DELETE, /api/v1/auth/private-key, write",
            "GET, /api/v1/auth/private-key/status, read"
        })
        void isWhoHoldsThePermissionOfTheRouteAndNobodyElse(String method, String path, String permission) {
            assertThat(EDGE.send(method, path, "Authorization", token(permission))
                            .statusCode())
                    .isEqualTo(200);
            for (var other : new String[] {"read", "write", "execute", "admin"}) {
                if (!other.equals(permission)) {
                    assertThat(EDGE.send(method, path, "Authorization", token(other))
                                    .statusCode())
                            .as(other)
                            .isEqualTo(403);
                }
            }
            assertThat(EDGE.send(method, path).statusCode()).isEqualTo(401);
        }

        @ParameterizedTest
        @CsvSource({
            "POST, /api/v1/auth/register",
            "POST, /api/v1/auth/login",
            "POST, /api/v1/auth/refresh",
            "POST, /api/v1/auth/logout",
            "POST, /auth/token",
            "GET, /.well-known/openid-configuration"
        })
        void isAnybodyOnAPublicRouteWithAGoodABadOrNoCredential(String method, String path) {
            assertThat(EDGE.send(method, path).statusCode()).isEqualTo(200);
            assertThat(EDGE.send(method, path, "Authorization", "Bearer nonsense")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(EDGE.auth().origin().seen().getLast().header("authorization"))
                    .isEmpty();
        }
    }

    @Nested
    class Unauthorized {

        @Test
        void hasTheShapeOfItsSurfaceAndAChallenge() {
            isOpenAi(EDGE.send("GET", "/v1/models"), 401, "invalid_request_error");
            isProblem(EDGE.send("GET", "/api/v1/auth/me"), 401, "unauthenticated");
            assertThat(EDGE.send("GET", "/v1/models")
                            .headers()
                            .firstValue("www-authenticate")
                            .orElse(""))
                    .startsWith("Bearer");
        }

        @Test
        void isTheTokenOfAService() {
            var service = EDGE.auth().issuer().serviceToken("chat-relay-service", "gateway-service");
            assertThat(EDGE.send("GET", "/v1/models", "Authorization", "Bearer " + service)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void isATokenThatHasExpired() {
            var expired = EDGE.auth()
                    .issuer()
                    .user(UUID.randomUUID(), "read")
                    .claim("exp", EDGE.auth().issuer().now().minusSeconds(120).getEpochSecond())
                    .sign();
            assertThat(EDGE.send("GET", "/v1/models", "Authorization", "Bearer " + expired)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void isWhoeverSaysTwoThingsInOneHeader() {
            assertThat(EDGE.send("GET", "/v1/models", "Authorization", token("read"), "Authorization", token("read"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Forbidden {

        @Test
        void hasTheShapeOfItsSurface() {
            isOpenAi(EDGE.send("GET", "/v1/models", "Authorization", token("execute")), 403, "permission_error");
            isProblem(EDGE.send("GET", "/api/v1/auth/me", "Authorization", token("execute")), 403, "forbidden");
        }
    }

    @Nested
    class NotFound {

        @Test
        void hasTheShapeOfItsSurface() {
            isOpenAi(EDGE.send("GET", "/v1/nothing"), 404, "invalid_request_error");
            isProblem(EDGE.send("GET", "/nothing"), 404, "not-found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/internal/revocations",
                    "/internal/openapi.yml",
                    "/internal/models",
                    "/metrics",
                    "/health/readiness",
                    "/info",
                    "/v1/",
                    "/api/v1/auth/keys/1/nothing",
                    "/v1/models/",
                    "/V1/models"
                })
        void isWhateverNoRouteNames(String path) {
            assertThat(EDGE.send("GET", path, "Authorization", token("read", "admin"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    class MethodNotAllowed {

        @Test
        void hasTheShapeOfItsSurfaceAndNamesTheMethods() {
            var openAi = EDGE.send("GET", "/v1/chat/completions");
            isOpenAi(openAi, 405, "invalid_request_error");
            assertThat(openAi.headers().firstValue("allow")).contains("POST");
            var problem = EDGE.send("PUT", "/api/v1/auth/keys");
            isProblem(problem, 405, "method-not-allowed");
            assertThat(problem.headers().firstValue("allow")).contains("GET, HEAD, POST");
            assertThat(EDGE.send("POST", "/health").statusCode()).isEqualTo(405);
        }
    }
}
