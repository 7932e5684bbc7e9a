package org.gatehouse.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.assertj.core.api.ThrowingConsumer;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error a service can make by itself, on both surfaces, over a real connection. */
final class ErrorShapesIT {

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @Nested
    final class BadRequest {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{                                              | body               | is not valid JSON",
                    "{\"name\":\"a\",\"count\":1}}                  | body               | is not valid JSON",
                    "{\"name\":\"a\",\"count\":1} {}                | body               | is not valid JSON",
                    "{'name':'a'}                                   | body               | is not valid JSON",
                    "null                                           | body               | is required",
                    "[]                                             | body               | has the wrong type or format",
                    "\"text\"                                       | body               | has the wrong type or format",
                    "{\"count\":1}                                  | name               | is required",
                    "{\"name\":null,\"count\":1}                    | name               | is required",
                    "{\"name\":\"a\"}                               | count              | is required",
                    "{\"name\":\"a\",\"count\":null}                | count              | is required",
                    "{\"name\":7,\"count\":1}                       | name               | has the wrong type or format",
                    "{\"name\":{},\"count\":1}                      | name               | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":\"1\"}               | count              | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1.5}                 | count              | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":true}                | count              | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":99999999999}         | count              | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1e999999999}         | count              | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":\"soon\"} | expires_at   | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":1e9999999}  | expires_at | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":1700000000} | expires_at | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":\"+99999-01-01T00:00:00Z\"} | expires_at | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":\"1969-12-31T23:59:59Z\"}   | expires_at | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"expires_at\":\"9999-12-31T23:59:59-01:00\"} | expires_at | has the wrong type or format",
                    "{\"name\":\"a\\u0000b\",\"count\":1}         | name | must be text without U+0000 and half surrogates",
                    "{\"name\":\"\\ud800\",\"count\":1}           | name | must be text without U+0000 and half surrogates",
                    "{\"name\":\"\\udc00\\ud800\",\"count\":1}     | name | must be text without U+0000 and half surrogates",
                    "{\"name\":\"a\",\"count\":1,\"\\ud800\":1}     | body | is not valid JSON",
                    "{\"name\":\"a\",\"count\":1,\"parts\":[null]} | parts[0] | must not be null",
                    "{\"name\":\"a\",\"count\":1,\"role\":\"admin\"}      | role         | is not a known field",
                    "{\"name\":\"a\",\"count\":1,\"expiresAt\":null}      | expiresAt    | is not a known field",
                    "{\"name\":\"a\",\"name\":\"b\",\"count\":1}    | name               | is given more than once",
                    "{\"name\":\"a\",\"count\":1,\"parts\":[{}]}    | parts[0].part_name | is required",
                    "{\"name\":\"a\",\"count\":1,\"parts\":[{\"part_name\":3}]}   | parts[0].part_name | has the wrong type or format",
                    "{\"name\":\"a\",\"count\":1,\"parts\":[{\"bogus\":3}]}       | parts[0].bogus     | is not a known field",
                    "{\"name\":\"a\",\"count\":1,\"parts\":[{\"part_name\":\"\"}]} | parts[0].part_name | must not be blank",
                    "{\"name\":\"a\",\"count\":11}                  | count              | must be less than or equal to 10",
                })
        void namesTheFieldAtFault(String body, String field, String message) {
            assertThat(post("/things", "application/json", body))
                    .satisfies(isProblem(400, "invalid-request"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"errors\":[{\"field\":\"%s\",\"message\":\"%s\"}]".formatted(field, message));
            assertThat(post("/v1/things", "application/json", body))
                    .satisfies(isOpenAi(400, "invalid_request_error"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"message\":\"%s: %s\"".formatted(field, message), "\"param\":\"" + field + "\"");
        }

        @Test
        void namesAllFieldsThatBreakTheirRules() {
            assertThat(post("/things", "application/json", "{\"name\":\" \",\"count\":11}")
                            .body())
                    .contains("{\"field\":\"count\",\"message\":\"must be less than or equal to 10\"},"
                            + "{\"field\":\"name\",\"message\":\"must not be blank\"}");
        }

        @Test
        void asksForABodyThatIsMissing() {
            assertThat(post("/things", "application/json", ""))
                    .satisfies(isProblem(400, "invalid-request"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"field\":\"body\",\"message\":\"is required\"");
        }

        @ParameterizedTest
        @CsvSource({
            "/things/no-uuid, id, has the wrong type or format",
            "/things, page_size, is required",
            "/things?page_size=ten, page_size, has the wrong type or format",
            "/things?page_size=101, page_size, must be less than or equal to 100",
        })
        void namesTheParameterAtFault(String path, String field, String message) {
            assertThat(get(path))
                    .satisfies(isProblem(400, "invalid-request"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"field\":\"%s\",\"message\":\"%s\"".formatted(field, message));
        }

        @Test
        void survivesDeepNesting() {
            assertThat(post("/things", "application/json", "[".repeat(4000)).statusCode())
                    .isEqualTo(400);
            assertThat(post("/things", "application/json", "{\"name\":" + "[".repeat(1000) + "]".repeat(1000) + "}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    final class Unauthorized {

        @Test
        void challengesWithAnErrorCode() {
            for (var path : new String[] {"/read", "/v1/read"}) {
                var answer = get(path);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().allValues("www-authenticate"))
                        .containsExactly("Bearer realm=\"gatehouse\", error=\"invalid_token\"");
            }
            assertThat(get("/read")).satisfies(isProblem(401, "unauthenticated"));
            assertThat(get("/v1/read"))
                    .satisfies(isOpenAi(401, "invalid_request_error"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"code\":\"invalid_api_key\"");
        }

        @Test
        void isNoRedirectForABrowser() {
            assertThat(APP.send(APP.to("/read").header("Accept", "text/html,*/*;q=0.8")))
                    .satisfies(isProblem(401, "unauthenticated"));
        }
    }

    @Nested
    final class NotFound {

        @ParameterizedTest
        @ValueSource(
                strings = {"/nothing", "/internal/nothing", "/beans", "/routes", "/login", "/health", "/things/a/b"})
        void isTheSameForEveryUnknownPath(String path) {
            assertThat(get(path)).satisfies(isProblem(404, "not-found"));
        }

        @Test
        void speaksOpenAiUnderItsPaths() {
            assertThat(get("/v1/nothing")).satisfies(isOpenAi(404, "invalid_request_error"));
        }
    }

    @Nested
    final class OtherRefusals {

        @Test
        void methodNotAllowedListsTheAllowedOnes() {
            assertThat(get("/form").headers().firstValue("allow")).contains("POST");
            assertThat(get("/form")).satisfies(isProblem(405, "method-not-allowed"));
            assertThat(get("/v1/form")).satisfies(isOpenAi(405, "invalid_request_error"));
        }

        @Test
        void notAcceptable() {
            assertThat(APP.send(APP.to("/mdc").header("Accept", "text/csv")))
                    .satisfies(isProblem(406, "not-acceptable"));
        }

        @Test
        void bodyTooLarge() {
            var body = "{\"name\":\"" + "a".repeat(5000) + "\",\"count\":1}";
            assertThat(post("/things", "application/json", body)).satisfies(isProblem(413, "request-too-large"));
            assertThat(post("/v1/things", "application/json", body))
                    .satisfies(isOpenAi(413, "invalid_request_error"))
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("\"code\":\"request_too_large\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x"
                })
        void unsupportedMediaType(String contentType) {
            assertThat(post("/things", contentType, "{\"name\":\"a\",\"count\":1}"))
                    .satisfies(isProblem(415, "unsupported-media-type"));
            assertThat(post("/v1/things", contentType, "{\"name\":\"a\",\"count\":1}"))
                    .satisfies(isOpenAi(415, "invalid_request_error"));
        }

        @ParameterizedTest
        @CsvSource({
            "403, forbidden, permission_error",
            "408, request-timeout, invalid_request_error",
            "409, conflict, invalid_request_error",
            "418, http-418, invalid_request_error",
            "429, rate-limited, rate_limit_error",
            "502, upstream-failed, upstream_error",
            "503, unavailable, service_unavailable_error",
            "504, timeout, timeout",
        })
        void statusThrownByACode(int status, String slug, String type) {
            assertThat(get("/status/" + status)).satisfies(isProblem(status, slug));
            assertThat(get("/v1/status/" + status)).satisfies(isOpenAi(status, type));
        }

        @Test
        void errorChosenByAController() {
            assertThat(get("/chosen")).satisfies(isProblem(404, "model-not-found"));
            assertThat(get("/v1/chosen").body())
                    .isEqualTo("{\"error\":{\"message\":\"No model \\\"x\\\".\",\"type\":\"invalid_request_error\","
                            + "\"param\":\"model\",\"code\":\"model_not_found\"}}");
        }
    }

    @Nested
    final class ServerError {

        @ParameterizedTest
        @ValueSource(strings = {"/boom", "/status/500", "/status/501"})
        void explainsNothing(String path) {
            assertThat(get(path)).satisfies(isProblem(500, "internal-error"));
            assertThat(get("/v1" + path)).satisfies(isOpenAi(500, "server_error"));
        }

        @Test
        void hasNoBodyForHead() {
            var answer = APP.send(APP.to("/boom").HEAD());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
        }
    }

    private static HttpResponse<String> get(String path) {
        return APP.send(APP.to(path));
    }

    private static HttpResponse<String> post(String path, String contentType, String body) {
        return APP.send(APP.to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    private static ThrowingConsumer<HttpResponse<String>> isProblem(int status, String slug) {
        return answer -> {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            var id = answer.headers().firstValue("x-request-id").orElseThrow();
            assertThat(answer.body())
                    .startsWith("{\"type\":\"urn:gatehouse:error:%s\",\"title\":\"".formatted(slug))
                    .contains("\"status\":" + status, "\"detail\":\"", "\"instance\":\"" + id + "\"");
            assertThatNothingLeaks(answer);
        };
    }

    private static ThrowingConsumer<HttpResponse<String>> isOpenAi(int status, String type) {
        return answer -> {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
            assertThat(answer.body())
                    .matches("\\{\"error\":\\{\"message\":\".+\",\"type\":\"" + type
                            + "\",\"param\":(null|\".+\"),\"code\":(null|\".+\")}}");
            assertThatNothingLeaks(answer);
        };
    }

    private static void assertThatNothingLeaks(HttpResponse<String> answer) {
        assertThat(answer.body())
                .doesNotContain("secret detail", "org.gatehouse", "micronaut", "Exception", "Unexpected token");
    }
}
