package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.gatehouse.testing.chat.BadBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of bad input gets the documented error shape of its surface, with a request id, and leaks nothing. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO =
            "{\"model\":\"gatehouse/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private final Client client;
    private final String access;
    private final String key;

    BadInputIT(Suite suite) {
        this.client = new Client(suite.address());
        this.access = client.newcomer().access();
        this.key = client.createKey(access).key();
    }

    record Row(String what, String method, String path, String body, int status) {
        @Override
        public String toString() {
            return what + ": " + method + " " + path;
        }
    }

    static Stream<Row> ownApis() {
        return Stream.of(
                new Row("malformed JSON", "POST", "/api/v1/auth/login", "{\"email\":", 400),
                new Row("no body", "POST", "/api/v1/auth/login", "", 400),
                new Row("an array for an object", "POST", "/api/v1/auth/login", "[]", 400),
                new Row(
                        "unknown field",
                        "POST",
                        "/api/v1/auth/register",
                        "{\"name\":\"A\",\"email\":\"a@example.com\",\"password\":\"long enough 123\",\"role\":\"admin\"}",
                        400),
                new Row("missing field", "POST", "/api/v1/auth/register", "{\"name\":\"A\"}", 400),
                new Row("wrong type", "POST", "/api/v1/auth/login", "{\"email\":{},\"password\":7}", 400),
                new Row(
                        "no e-mail address",
                        "POST",
                        "/api/v1/auth/register",
                        "{\"name\":\"A\",\"email\":\"nobody\",\"password\":\"long enough 123\"}",
                        400),
                new Row(
                        "body over the limit",
                        "POST",
                        "/api/v1/auth/login",
                        "{\"email\":\"" + "a".repeat(2_000_000) + "\",\"password\":\"x\"}",
                        413),
                new Row("unknown path", "GET", "/nothing/here", "", 404),
                new Row("not built yet", "POST", "/api/v1/workflows", "", 404),
                new Row("internal path", "GET", "/internal/revocations", "", 404),
                new Row("wrong method", "PUT", "/api/v1/auth/login", "{}", 405),
                new Row(
                        "wrong password",
                        "POST",
                        "/api/v1/auth/login",
                        "{\"email\":\"a@example.com\",\"password\":\"wrong one 123\"}",
                        401),
                new Row("key id that is no UUID", "GET", "/api/v1/auth/keys/7", "", 400),
                new Row(
                        "private key too short",
                        "POST",
                        "/api/v1/auth/private-key",
                        "{\"private_key\":\"0x1234\"}",
                        400),
                new Row(
                        "private key of zero",
                        "POST",
                        "/api/v1/auth/private-key",
                        "{\"private_key\":\"" + "0".repeat(64) + "\"}",
                        400));
    }

    @ParameterizedTest
    @MethodSource("ownApis")
    void ownApisAnswerAProblem(Row row) {
        var answer = client.send(row.method(), row.path(), access, row.body().isEmpty() ? null : row.body());

        Errors.isProblem(answer, row.status());
    }

    static Stream<Row> openAiPaths() {
        return Stream.of(
                new Row("malformed JSON", "POST", CHAT, "{\"model\":", 400),
                new Row("no body", "POST", CHAT, "", 400),
                new Row("an array for an object", "POST", CHAT, "[]", 400),
                new Row("no model", "POST", CHAT, "{\"messages\":[]}", 400),
                new Row("model of a wrong type", "POST", CHAT, "{\"model\":7,\"messages\":[]}", 400),
                new Row("no messages", "POST", CHAT, "{\"model\":\"gatehouse/echo\"}", 400),
                new Row(
                        "stream of a wrong type",
                        "POST",
                        CHAT,
                        "{\"model\":\"gatehouse/echo\",\"stream\":\"yes\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                        400),
                new Row("unknown model", "POST", CHAT, HELLO.replace("gatehouse/echo", "gatehouse/ech"), 404),
                new Row("unknown model", "GET", "/v1/models/no/such/model", "", 404),
                new Row("not built yet", "POST", "/v1/images/edits", "{}", 404),
                new Row("unknown path", "GET", "/v1/nothing", "", 404),
                new Row("wrong method", "GET", CHAT, "", 405));
    }

    @ParameterizedTest
    @MethodSource("openAiPaths")
    void openAiPathsAnswerAnOpenAiError(Row row) {
        var answer = client.send(row.method(), row.path(), key, row.body().isEmpty() ? null : row.body());

        Errors.isOpenAiError(answer, row.status());
    }

    static Stream<BadBody> badBodies() {
        return BadBody.all();
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBodyThatCannotBeServedIsRefusedInTheDialectOfItsEndpoint(BadBody bad) {
        var answer = client.send(client.request("POST", bad.path(), key, "")
                .method("POST", HttpRequest.BodyPublishers.ofByteArray(bad.body()))
                .build());

        if (bad.path().startsWith("/v1/messages")) {
            Errors.isAnthropicError(answer, bad.status());
        } else {
            Errors.isOpenAiError(answer, bad.status());
            var error = answer.json().path("error");
            assertThat(error.path("param").textValue()).isEqualTo(bad.param());
            assertThat(error.path("code").textValue()).isEqualTo(bad.code());
        }
    }

    static Stream<Row> brokenUpstreams() {
        return Stream.of(
                new Row("answers 500", "unary", "status=500", "", 502),
                new Row("answers 500 before a stream", "stream", "status=500", "", 502),
                new Row("answers 429", "unary", "status=429,retry-after=7", "", 429),
                new Row("answers HTML", "unary", "break=html", "", 502),
                new Row("answers HTML to a stream", "stream", "break=html", "", 502),
                new Row("resets before the head", "unary", "break=reset-before", "", 502),
                new Row("sends half of the answer", "unary", "break=half", "", 502),
                new Row("sends nonsense", "unary", "break=garbage", "", 502));
    }

    @ParameterizedTest
    @MethodSource("brokenUpstreams")
    void aBrokenUpstreamIsAnOpenAiError(Row row) {
        var answer = client.send("POST", CHAT, key, """
                {"model":"mock-small","stream":%s,"user":"mock:%s","messages":[{"role":"user","content":"Hi"}]}""".formatted(row.method().equals("stream"), row.path()));

        Errors.isOpenAiError(answer, row.status());
    }

    @Test
    void theMessageForAnUnknownModelNamesNearOnes() {
        var answer = client.send("GET", "/v1/models/gatehouse/ech", key, null);

        assertThat(answer.json().path("error").path("code").asText()).isEqualTo("model_not_found");
        assertThat(answer.json().path("error").path("message").asText()).contains("gatehouse/echo");
    }

    @Test
    void aWrongContentTypeIsRefusedOnBothSurfaces() {
        var own = client.request("POST", "/api/v1/auth/login", null, null)
                .method("POST", HttpRequest.BodyPublishers.ofString("email=a"))
                .header("content-type", "text/plain");
        Errors.isProblem(client.send(own.build()), 415);
        var openAi = client.request("POST", CHAT, key, null)
                .method("POST", HttpRequest.BodyPublishers.ofString(HELLO))
                .header("content-type", "text/plain");
        Errors.isOpenAiError(client.send(openAi.build()), 415);
    }

    @Test
    void noOrABadCredentialIsRefusedInTheShapeOfTheSurface() {
        var wrongChecksum = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        for (var credential : new String[] {null, "nonsense", wrongChecksum, access + "x", "sk-gh-short"}) {
            var openAi = client.send("POST", CHAT, credential, HELLO);
            Errors.isRefusal(openAi);
            Errors.isOpenAiError(openAi, 401);
            var own = client.send("GET", "/api/v1/auth/me", credential, null);
            Errors.isRefusal(own);
            Errors.isProblem(own, 401);
        }
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        var refresh = client.newcomer().refresh();

        Errors.isRefusal(client.send("GET", "/api/v1/auth/me", refresh, null));
    }

    @Test
    void theRequestIdOfTheClientIsKeptAndAHostileOneReplaced() {
        var kept = client.request("GET", "/v1/models", null, null)
                .header("x-request-id", "my-id.1")
                .build();
        assertThat(client.send(kept).header("x-request-id")).isEqualTo("my-id.1");
        var hostile = client.request("GET", "/v1/models", null, null)
                .header("x-request-id", "a b\"<")
                .build();
        assertThat(client.send(hostile).header("x-request-id"))
                .doesNotContain("<")
                .hasSize(36);
    }
}
