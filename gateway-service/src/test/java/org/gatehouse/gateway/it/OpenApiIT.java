package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiIT {

    private static final String DOCUMENT = "/internal/openapi.yml";
    private static final RunningEdge EDGE = RunningEdge.start(Map.of("gatehouse.docs.refresh-interval", "50ms"));

    private static final String AUTH = """
            openapi: 3.0.1
            info: {title: auth, version: '1'}
            paths:
              /api/v1/auth/login:
                post:
                  operationId: create
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}}
              /api/v1/auth/keys/{id}:
                get: {operationId: get, tags: [keys]}
                put: {operationId: put}
              /internal/revocations:
                get: {operationId: revocations}
            components:
              schemas:
                Pair: {type: object}
                Error: {type: object}
              securitySchemes:
                theirs: {type: http, scheme: basic}
            """;

    private static final String CATALOG = """
            openapi: 3.0.1
            info: {title: catalog, version: '1'}
            paths:
              /v1/models/{id}:
                get:
                  operationId: get
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}}
              /api/v1/auth/login:
                post: {operationId: stolen}
            components:
              schemas:
                Pair: {type: string}
                Error: {type: object}
            """;

    @BeforeAll
    static void serve() {
        EDGE.auth().origin().on(DOCUMENT, 200, "application/yaml", AUTH);
        EDGE.catalog().on(DOCUMENT, 200, "application/yaml", CATALOG);
        EDGE.relay().on(DOCUMENT, 200, "text/plain", "no document");
    }

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static JsonNode document() {
        return Wait.until(() -> parse(EDGE.send("GET", "/openapi.json").body()), OpenApiIT::isWhole);
    }

    private static boolean isWhole(JsonNode document) {
        var paths = at(document, "paths");
        return paths.get("/v1/models/{id}") != null && paths.get("/api/v1/auth/login") != null;
    }

    private static JsonNode parse(String json) {
        try {
            return Objects.requireNonNull(JsonMapper.createDefault().readValue(json, JsonNode.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode at(JsonNode from, String... keys) {
        var node = from;
        for (var key : keys) {
            node = Objects.requireNonNull(node.get(key), key);
        }
        return node;
    }

    @Test
    void holdsWhatEachServiceServesAtTheEdgeAndNothingElse() {
        var paths = at(document(), "paths");
        assertThat(paths.entries())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "/",
                        "/health",
                        "/admin/edge/routes",
                        "/admin/edge/status",
                        "/admin/edge/routes/reload",
                        "/admin/edge/explain",
                        "/api/v1/auth/login",
                        "/api/v1/auth/keys/{id}",
                        "/v1/models/{id}");
        assertThat(at(paths, "/api/v1/auth/keys/{id}").get("put")).isNull();
        assertThat(at(paths, "/api/v1/auth/login", "post", "operationId").getStringValue())
                .isEqualTo("create");
    }

    @Test
    void keepsSchemasOfOneNameApartAndEqualOnesTogether() {
        var document = document();
        var schemas = at(document, "components", "schemas");
        assertThat(at(schemas, "Pair", "type").getStringValue()).isEqualTo("object");
        assertThat(at(schemas, "model-catalog-service.Pair", "type").getStringValue())
                .isEqualTo("string");
        assertThat(schemas.get("model-catalog-service.Error")).isNull();
        assertThat(at(
                                document,
                                "paths",
                                "/v1/models/{id}",
                                "get",
                                "responses",
                                "200",
                                "content",
                                "application/json",
                                "schema",
                                "$ref")
                        .getStringValue())
                .isEqualTo("#/components/schemas/model-catalog-service.Pair");
        assertThat(at(document, "paths", "/v1/models/{id}", "get", "operationId")
                        .getStringValue())
                .isEqualTo("model-catalog-service_get");
    }

    @Test
    void tellsTheAddressAndHowToPresentACredential() {
        var document = document();
        assertThat(at(document, "servers").values())
                .singleElement()
                .satisfies(
                        server -> assertThat(at(server, "url").getStringValue()).isEqualTo("https://gatehouse.test"));
        assertThat(at(document, "components", "securitySchemes").entries())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("bearer", "api_key", "oauth2");
        assertThat(at(document, "paths", "/api/v1/auth/login", "post", "security")
                        .size())
                .isZero();
        assertThat(at(document, "paths", "/api/v1/auth/keys/{id}", "get", "security")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void keepsTheLastGoodDocumentOfAServiceThatIsAway() {
        document();
        long polls = EDGE.catalog().count(DOCUMENT);
        EDGE.catalog().on(DOCUMENT, 500, "text/plain", "oops");
        Wait.until(() -> EDGE.catalog().count(DOCUMENT), count -> count > polls + 3);
        assertThat(isWhole(parse(EDGE.send("GET", "/openapi.json").body()))).isTrue();
        EDGE.catalog().on(DOCUMENT, 200, "application/yaml", CATALOG);
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        document();
        var first = EDGE.send("GET", "/openapi.json");
        var etag = first.headers().firstValue("etag").orElseThrow();
        var second = EDGE.send("GET", "/openapi.json", "If-None-Match", etag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }
}
