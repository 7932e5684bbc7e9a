package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The joined OpenAPI document at the edge: its operations, and a body for each that is as its schema says. */
final class ApiDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEPTH = 6;
    private static final List<String> OF_EVERY_SERVICE =
            List.of("/api/v1/auth/login", "/api/v1/auth/private-key", "/v1/models", "/v1/chat/completions");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** As soon as the documents of all services are in it. */
    static ApiDocument of(Client client) {
        Eventually.within(
                Duration.ofSeconds(30),
                "the documents of all services are joined",
                () -> OF_EVERY_SERVICE.stream().allMatch(read(client).path("paths")::has));
        return new ApiDocument(read(client));
    }

    private static JsonNode read(Client client) {
        return client.send("GET", "/openapi.json", null, null).expect(200).json();
    }

    JsonNode root() {
        return root;
    }

    /** In an order that is always the same. */
    List<ApiOperation> operations() {
        return root.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> operation(entry.getKey(), path.getKey(), entry.getValue())))
                .sorted(Comparator.comparing(ApiOperation::path).thenComparing(ApiOperation::method))
                .toList();
    }

    private ApiOperation operation(String method, String path, JsonNode node) {
        var body = content(node);
        var security = node.path("security");
        var permissions = new TreeSet<String>();
        security.valueStream()
                .flatMap(way -> way.path("oauth2").valueStream())
                .forEach(permission -> permissions.add(permission.asText()));
        return new ApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                node.path("parameters")
                        .valueStream()
                        .map(parameter -> new ApiOperation.Parameter(
                                parameter.path("name").asText(),
                                parameter.path("in").asText(),
                                parameter.path("required").asBoolean(),
                                resolved(parameter.path("schema"))))
                        .toList(),
                security.isEmpty(),
                Collections.unmodifiableSet(permissions),
                body.map(Map.Entry::getKey).orElse(""),
                body.map(Map.Entry::getValue).orElse(NODES.missingNode()));
    }

    /** The media type and the schema of its body. */
    private static Optional<Map.Entry<String, JsonNode>> content(JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .propertyStream()
                .findFirst()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().path("schema")));
    }

    /** What a schema says, also where it only refers. */
    JsonNode resolved(JsonNode schema) {
        var here = schema;
        for (int i = 0; i < DEPTH && here.has("$ref"); i++) {
            here = root.at(here.path("$ref").asText().substring(1));
        }
        return here.path("allOf").size() == 1 ? resolved(here.path("allOf").path(0)) : here;
    }

    /** What the schema gives for an example, or something that fits it. */
    JsonNode sample(JsonNode schema) {
        return sample(schema, DEPTH);
    }

    private JsonNode sample(JsonNode schema, int depth) {
        var what = resolved(schema);
        for (var given : List.of("example", "default")) {
            if (what.has(given)) {
                return what.path(given);
            }
        }
        if (what.path("enum").size() > 0) {
            return what.path("enum").path(0);
        }
        return switch (what.path("type").asText()) {
            case "string" -> NODES.textNode(text(what.path("format").asText()));
            case "integer", "number" -> NODES.numberNode(what.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(false);
            case "array" ->
                depth == 0 ? NODES.arrayNode() : NODES.arrayNode().add(sample(what.path("items"), depth - 1));
            default -> object(what, depth);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var fields = schema.path("properties")
                .propertyStream()
                .filter(_ -> depth > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> sample(entry.getValue(), depth - 1)));
        return NODES.objectNode().setAll(fields);
    }

    static String text(String format) {
        return switch (format) {
            case "date-time" -> "2099-01-01T00:00:00Z";
            case "date" -> "2099-01-01";
            case "uuid" -> "3fa85f64-5717-4562-b3fc-2c963f66afa6";
            case "email" -> "user@example.com";
            case "uri" -> "https://example.com";
            default -> "string";
        };
    }
}
