package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.Dropped;

/**
 * The schema of an answer as Anthropic takes it (https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs): each
 * object is closed, and the limits on lengths and sizes that it refuses are left out.
 */
final class AnswerSchema {

    private static final Set<String> REFUSED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "patternProperties");

    /** Their members are names of the client's own, each with a schema. */
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");

    /** Their values are data. */
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples", "required");

    private AnswerSchema() {}

    static JsonNode of(JsonNode schema, Dropped dropped) {
        if (schema instanceof ArrayNode several) {
            ArrayNode own = JsonTree.array();
            several.forEach(one -> own.add(of(one, dropped)));
            return own;
        }
        if (!(schema instanceof ObjectNode given)) {
            return schema;
        }
        ObjectNode own = JsonTree.object();
        given.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (REFUSED.contains(name) || (name.equals("minItems") && value.asInt() > 1)) {
                dropped.add(name);
            } else if (NAMED.contains(name)) {
                own.set(name, named(value, dropped));
            } else {
                own.set(name, DATA.contains(name) ? value : of(value, dropped));
            }
        });
        if (own.has("properties") || own.path("type").asText().equals("object")) {
            own.put("additionalProperties", false);
        }
        return own;
    }

    private static JsonNode named(JsonNode schemas, Dropped dropped) {
        ObjectNode own = JsonTree.object();
        schemas.properties().forEach(one -> own.set(one.getKey(), of(one.getValue(), dropped)));
        return own;
    }
}
