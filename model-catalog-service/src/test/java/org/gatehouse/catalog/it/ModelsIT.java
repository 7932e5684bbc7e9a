package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.gatehouse.testing.catalog.ListServer;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static final JsonMapper JSON = new JsonMapper();
    private static TestIssuer issuer;
    private static ListServer upstream;
    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
        upstream = new ListServer();
        upstream.json("""
                {"object":"list","data":[{"id":"openai/gpt-4o","created":9007199254740993,"owned_by":"openai",
                "name":"GPT-4o","context_length":128000,"pricing":{"prompt":"0.0000025","completion":0.00001},
                "aliases":["omni"]},{"id":"openai/gpt-4o-mini"},{"id":"text-embedding-3"}]}""");
        catalog = new RunningCatalog(
                issuer,
                DATABASE,
                Map.of(
                        "gatehouse.upstreams.default.base-url",
                        upstream.url("/v1").toString(),
                        "gatehouse.upstreams.stated.kind",
                        "openai",
                        "gatehouse.upstreams.stated.base-url",
                        "http://127.0.0.1:9/v1",
                        "gatehouse.upstreams.stated.models",
                        List.of("house/one", "text-embedding-3")));
        catalog.until("/v1/models/gpt-4o", catalog.userToken(), response -> response.statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        catalog.close();
        upstream.close();
        issuer.close();
    }

    @Nested
    class Listing {

        @ParameterizedTest
        @ValueSource(strings = {"/v1/models", "/api/v1/models"})
        void showsAllModelsInOpenAisShape(String path) {
            var response = catalog.get(path, catalog.userToken());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "content-type")).isEqualTo("application/json");
            assertThat(header(response, "x-request-id")).isNotEmpty();
            var json = json(response);
            assertThat(json.path("object").asText()).isEqualTo("list");
            assertThat(ids(json))
                    .containsExactly(
                            "openai/gpt-4o-mini", "text-embedding-3", "openai/gpt-4o", "gatehouse/echo", "house/one");
            assertThat(json.path("data")).allSatisfy(model -> {
                assertThat(model.path("object").asText()).isEqualTo("model");
                assertThat(model.path("created").isIntegralNumber()).isTrue();
                assertThat(model.path("owned_by").asText()).isNotEmpty();
            });
        }

        @Test
        void showsWhatIsKnownOfAModelWithItsNumbersWhole() {
            var model = json(catalog.get("/v1/models/openai/gpt-4o", catalog.userToken()));

            assertThat(model.path("created").longValue()).isEqualTo(9_007_199_254_740_993L);
            assertThat(model.path("context_length").intValue()).isEqualTo(128_000);
            assertThat(model.path("pricing").path("prompt").textValue()).isEqualTo("0.0000025");
            assertThat(model.path("pricing").path("completion").textValue()).isEqualTo("0.00001");
            assertThat(model.path("aliases").path(0).textValue()).isEqualTo("omni");
            assertThat(model.path("type").textValue()).isEqualTo("chat");
            assertThat(model.path("name").textValue()).isEqualTo("GPT-4o");
        }

        @Test
        void showsTheEchoModelThatIsAlwaysThere() {
            var model = json(catalog.get("/v1/models/gatehouse/echo", catalog.userToken()));

            assertThat(model.path("owned_by").textValue()).isEqualTo("gatehouse");
            assertThat(model.path("type").textValue()).isEqualTo("chat");
        }

        @Test
        void showsAKeyOnlyItsModels() {
            var response = catalog.get("/v1/models", keyFor("GateHouse/Echo", "omni", "no/such"));

            assertThat(ids(json(response))).containsExactly("openai/gpt-4o", "gatehouse/echo");
        }

        @Test
        void answers304ToWhoHoldsTheSameBytesAndOnlyToThem() {
            var first = catalog.get("/v1/models", catalog.userToken());
            var etag = header(first, "etag");

            assertThat(etag).startsWith("\"").endsWith("\"");
            for (var held : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
                var again = catalog.get("/v1/models", catalog.userToken(), "If-None-Match", held);
                assertThat(again.statusCode()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(header(again, "etag")).isEqualTo(etag);
            }
            assertThat(catalog.get("/v1/models", catalog.userToken(), "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(catalog.get("/v1/models", keyFor("gatehouse/echo"), "If-None-Match", etag)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class InAnthropicsDialect {

        private static final String ALL = "openai/gpt-4o-mini,text-embedding-3,openai/gpt-4o,gatehouse/echo,house/one";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/v1/models|" + ALL + "|false",
                    "/api/v1/models?limit=1000|" + ALL + "|false",
                    "/v1/models?limit=2|openai/gpt-4o-mini,text-embedding-3|true",
                    "/v1/models?limit=5|" + ALL + "|false",
                    "/v1/models?limit=2&after_id=text-embedding-3|openai/gpt-4o,gatehouse/echo|true",
                    "/v1/models?limit=2&after_id=openai/gpt-4o|gatehouse/echo,house/one|false",
                    "/v1/models?after_id=house/one|''|false",
                    "/v1/models?limit=2&before_id=house/one|openai/gpt-4o,gatehouse/echo|true",
                    "/v1/models?limit=2&before_id=openai/gpt-4o|openai/gpt-4o-mini,text-embedding-3|false",
                    "/v1/models?before_id=openai/gpt-4o-mini|''|false"
                })
        void listsModelsInParts(String path, String ids, boolean more) {
            var answer = asked(path, catalog.userToken());
            var json = json(answer);

            assertThat(answer.headers().allValues("request-id")).hasSize(1);
            assertThat(String.join(",", ids(json))).isEqualTo(ids);
            assertThat(json.path("has_more").booleanValue()).isEqualTo(more);
            var all = ids.split(",", -1);
            assertThat(json.path("first_id").textValue()).isEqualTo(ids.isEmpty() ? null : all[0]);
            assertThat(json.path("last_id").textValue()).isEqualTo(ids.isEmpty() ? null : all[all.length - 1]);
        }

        @Test
        void writesAModelAsAnthropicDoes() {
            assertThat(asked("/v1/models/GPT-4o", catalog.userToken()).body()).isEqualTo("""
                    {"type":"model","id":"openai/gpt-4o","display_name":"GPT-4o","created_at":"1970-01-01T00:00:00Z",\
                    "max_input_tokens":128000,"max_tokens":null,"capabilities":null,"lifecycle":"active","deprecated_at":null,\
                    "retires_at":null,"line":null}""");
        }

        @Test
        void showsAKeyOnlyItsModels() {
            assertThat(ids(json(asked("/v1/models", keyFor("gatehouse/echo"))))).containsExactly("gatehouse/echo");
        }

        @ParameterizedTest
        @CsvSource({
            "/v1/models?limit=0, 400, invalid_request_error, limit",
            "/v1/models?limit=1001, 400, invalid_request_error, limit",
            "/v1/models?limit=99999999999, 400, invalid_request_error, limit",
            "/v1/models?limit=two, 400, invalid_request_error, limit",
            "/v1/models?after_id=no-such, 400, invalid_request_error, after_id",
            "/v1/models?before_id=no-such, 400, invalid_request_error, before_id",
            "/v1/models?after_id=house/one&before_id=house/one, 400, invalid_request_error, before_id",
            "/v1/models/no-such, 404, not_found_error, no-such"
        })
        void refusesInAnthropicsShape(String path, int status, String type, String named) {
            var response = asked(path, catalog.userToken());

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(header(response, "request-id")).isEqualTo(header(response, "x-request-id"));
            assertThat(json(response).path("error").path("type").textValue()).isEqualTo(type);
            assertThat(json(response).path("error").path("message").textValue()).contains(named);
        }

        private HttpResponse<String> asked(String path, String token) {
            return catalog.get(path, token, "anthropic-version", "2023-06-01");
        }
    }

    @Nested
    class OneModel {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/models/openai/gpt-4o",
                    "/v1/models/openai%2Fgpt-4o",
                    "/v1/models/openai%2fgpt-4o",
                    "/api/v1/models/openai/gpt-4o",
                    "/api/v1/models/openai%2Fgpt-4o",
                    "/v1/models/gpt-4o",
                    "/v1/models/OpenAI/GPT-4O",
                    "/v1/models/GPT-4o",
                    "/v1/models/Omni"
                })
        void isFoundByIdNameAndAliasEncodedOrNot(String path) {
            var response = catalog.get(path, catalog.userToken());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).path("id").textValue()).isEqualTo("openai/gpt-4o");
        }

        @Test
        void answers304ToWhoHoldsIt() {
            var etag = header(catalog.get("/v1/models/gpt-4o", catalog.userToken()), "etag");

            assertThat(catalog.get("/v1/models/gpt-4o", catalog.userToken(), "If-None-Match", etag)
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @Nested
    class NotFound {

        @Test
        void namesWhatIsNear() {
            var error = error(catalog.get("/v1/models/gpt4o-mini", catalog.userToken()), 404);

            assertThat(error.path("code").textValue()).isEqualTo("model_not_found");
            assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
            assertThat(error.path("param").textValue()).isEqualTo("model");
            assertThat(error.path("message").textValue()).contains("gpt4o-mini", "openai/gpt-4o-mini");
        }

        @Test
        void tellsHiddenFromUnknownInNoWay() {
            var key = keyFor("gatehouse/echo");
            var hidden = catalog.get("/v1/models/openai/gpt-4o-mini", key);
            var unknown = catalog.get("/v1/models/openai/gpt-4o-mono", key);

            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body().replace("mini", "mono")).isEqualTo(unknown.body());
            assertThat(hidden.body()).doesNotContain("Near names");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/models/%252e%252e",
                    "/v1/models/a%0d%0ax-evil:1",
                    "/v1/models/%00",
                    "/v1/models/%F0%9F%A6%99",
                    "/v1/models/%3Cscript%3E"
                })
        void quotesStrangeNamesHarmlessly(String path) {
            var response = catalog.get(path, catalog.userToken());

            assertThat(response.statusCode()).isBetween(400, 404);
            assertThat(response.headers().firstValue("x-evil")).isEmpty();
            assertThat(json(response).path("error").path("message").isTextual()).isTrue();
        }

        @Test
        void quotesOnlyTheBeginningOfALongName() {
            var error = error(catalog.get("/v1/models/" + "a".repeat(3000), catalog.userToken()), 404);

            assertThat(error.path("message").textValue()).hasSizeLessThan(400);
        }
    }

    @Nested
    class Unauthorized {

        @ParameterizedTest
        @ValueSource(strings = {"/v1/models", "/v1/models/gpt-4o", "/api/v1/models", "/api/v1/models/gpt-4o"})
        void refusesWhoBringsNoTokenOrAServices(String path) {
            error(catalog.get(path, ""), 401);
            error(catalog.get(path, "nonsense"), 401);
            error(catalog.get(path, catalog.feedToken()), 401);
        }

        @Test
        void refusesATokenWithoutThePermissionToRead() {
            error(catalog.get("/v1/models", issuer.userToken(UUID.randomUUID(), "write")), 403);
        }
    }

    @Nested
    class Feed {

        @Test
        void tellsRelaysWhereEveryModelLives() {
            var response = catalog.get("/internal/models", catalog.feedToken());

            var models = json(response).path("models");
            assertThat(models).hasSize(5);
            assertThat(models).anySatisfy(model -> {
                assertThat(model.path("id").textValue()).isEqualTo("openai/gpt-4o");
                assertThat(model.path("upstream").textValue()).isEqualTo("default");
                assertThat(model.path("upstream_model").textValue()).isEqualTo("openai/gpt-4o");
                assertThat(model.path("pricing").path("prompt").textValue()).isEqualTo("0.0000025");
            });
            assertThat(catalog.get("/internal/models", catalog.feedToken(), "If-None-Match", header(response, "etag"))
                            .statusCode())
                    .isEqualTo(304);
        }

        /** A relay refuses by a type: what a name only suggests is no reason for that. */
        @Test
        void tellsRelaysATypeOnlyWhereSomebodyStatedIt() {
            var models =
                    json(catalog.get("/internal/models", catalog.feedToken())).path("models");

            assertThat(models)
                    .allSatisfy(model -> assertThat(model.path("type").asText("untold"))
                            .isEqualTo(model.path("id").textValue().equals("gatehouse/echo") ? "chat" : "untold"));
        }

        @Test
        void isNotForUsers() {
            assertThat(catalog.get("/internal/models", catalog.userToken()).statusCode())
                    .isEqualTo(401);
            assertThat(catalog.get("/internal/models", "").statusCode()).isEqualTo(401);
            assertThat(catalog.get("/internal/models", issuer.serviceToken("chat-relay-service", "key-vault-service"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Others {

        @Test
        void refusesAnotherMethodAndAnotherPath() {
            var post = HttpRequest.newBuilder(catalog.at("/v1/models"))
                    .header("Authorization", "Bearer " + catalog.userToken())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();

            error(catalog.send(post), 405);
            error(catalog.get("/v1/modelz", catalog.userToken()), 404);
        }

        @Test
        void documentsItselfWithoutAuthentication() {
            var response = catalog.get("/internal/openapi.yml", "");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("/v1/models/{id}").doesNotContain("/internal/");
        }

        @Test
        void isReadyOnItsManagementPortOnceItCanVerifyTokens() {
            assertThat(catalog.get("/v1/models", catalog.userToken()).statusCode())
                    .isEqualTo(200);
            assertThat(catalog.health("/health/readiness").statusCode()).isEqualTo(200);
            assertThat(catalog.health("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    private static String keyFor(String... models) {
        return issuer.user(UUID.randomUUID(), "read")
                .claim("key_id", UUID.randomUUID().toString())
                .claim("models", List.of(models))
                .sign();
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("data").spliterator(), false)
                .map(model -> model.path("id").textValue())
                .toList();
    }

    private static JsonNode error(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        var error = json(response).path("error");
        assertThat(error.fieldNames()).toIterable().containsExactlyInAnyOrder("message", "type", "param", "code");
        return error;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }
}
