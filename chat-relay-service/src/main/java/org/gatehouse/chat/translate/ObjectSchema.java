package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.Dropped;

/** The schema of a tool's input in the form that upstreams take: an object at its top, whatever the client left out. */
public final class ObjectSchema {

    private static final String TYPE = "type";
    private static final String PROPERTIES = "properties";

    /** Anthropic refuses them at the top. */
    private static final List<String> VARIANTS = List.of("anyOf", "oneOf", "allOf");

    private ObjectSchema() {}

    /** For chat completions: OpenAI refuses an object that lists no properties. */
    public static ObjectNode forChat(JsonNode schema) {
        ObjectNode own = object(schema);
        if (!own.path(PROPERTIES).isObject()
                && !own.has("$ref")
                && VARIANTS.stream().noneMatch(own::has)) {
            own.putObject(PROPERTIES);
        }
        return own;
    }

    /** For Anthropic: variants at the top become one object that has the properties of all of them. */
    public static ObjectNode forMessages(JsonNode schema, Dropped dropped) {
        ObjectNode own = object(schema);
        for (String variants : VARIANTS) {
            JsonNode several = own.remove(variants);
            if (several != null) {
                dropped.add(variants);
                several.forEach(variant -> merge(own, variant, variants.equals("allOf")));
            }
        }
        return own;
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode own = JsonTree.object();
        if (!schema.path(TYPE).asText().equals("object")) {
            own.put(TYPE, "object");
        }
        if (schema instanceof ObjectNode given) {
            given.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .filter(member -> !own.has(TYPE) || !member.getKey().equals(TYPE))
                    .forEach(member -> own.set(member.getKey(), member.getValue()));
        }
        return own;
    }

    private static void merge(ObjectNode schema, JsonNode variant, boolean all) {
        if (variant.path(PROPERTIES) instanceof ObjectNode more) {
            ObjectNode properties = JsonTree.object();
            if (schema.path(PROPERTIES) instanceof ObjectNode already) {
                properties.setAll(already);
            }
            more.properties().forEach(property -> properties.putIfAbsent(property.getKey(), property.getValue()));
            schema.set(PROPERTIES, properties);
        }
        if (all && variant.path("required") instanceof ArrayNode more) {
            ArrayNode required = JsonTree.array();
            schema.path("required").forEach(required::add);
            more.forEach(required::add);
            schema.set("required", required);
        }
    }

    /** Whether OpenAI takes it with {@code strict}: each object is closed and demands all that it has. */
    public static boolean isStrict(JsonNode schema) {
        if (schema.isArray()) {
            return all(schema);
        }
        if (schema.path(PROPERTIES) instanceof ObjectNode properties) {
            JsonNode closed = schema.path("additionalProperties");
            if (!closed.isBoolean() || closed.asBoolean() || !demandsAll(schema, properties)) {
                return false;
            }
        }
        return !schema.isObject() || all(schema);
    }

    private static boolean all(JsonNode parts) {
        for (JsonNode part : parts) {
            if (!isStrict(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean demandsAll(JsonNode schema, ObjectNode properties) {
        var demanded = new HashSet<String>();
        schema.path("required").forEach(name -> demanded.add(name.asText()));
        return properties.properties().stream().allMatch(property -> demanded.contains(property.getKey()));
    }
}
