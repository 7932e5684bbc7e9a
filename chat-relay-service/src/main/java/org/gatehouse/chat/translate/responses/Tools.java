package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.ObjectSchema;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolName;
import org.gatehouse.chat.upstream.Dropped;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a Responses request as functions, each with what it stands for: a freeform tool becomes a function of one text, a
 * namespace is flattened; what the client's provider would run itself is left out and named.
 */
final class Tools {

    static final String LOCAL_SHELL = "local_shell";
    static final String TOOL_SEARCH = "tool_search";
    /** An item that offers tools; some clients of newer models offer all of theirs so. */
    static final String ADDITIONAL_TOOLS = "additional_tools";

    private static final int MOST_NESTED = 4;

    private final Dropped dropped;
    private final ArrayNode functions = JsonTree.array();
    private final Map<String, Called> byFunction = new HashMap<>();

    private Tools(Dropped dropped) {
        this.dropped = dropped;
    }

    /** Those of the request, and those that its items offer, or that the search for tools has found since. */
    static Tools of(JsonNode request, Dropped dropped) {
        var tools = new Tools(dropped);
        request.path("tools").forEach(tool -> tools.add(tool, null, 0));
        for (JsonNode item : request.path("input").isArray() ? request.path("input") : JsonTree.array()) {
            String type = item.path("type").asText();
            if (type.equals("tool_search_output") || type.equals(ADDITIONAL_TOOLS)) {
                item.path("tools").forEach(tool -> tools.add(tool, null, 0));
            }
        }
        return tools;
    }

    /** The function that stands for the client's tool. */
    static String function(String name, @Nullable String namespace) {
        return ToolName.sent(namespace == null || namespace.isEmpty() ? name : namespace + "__" + name);
    }

    ArrayNode functions() {
        return functions;
    }

    /** What the upstream's call of the function is to the client. */
    Called called(String function) {
        return byFunction.getOrDefault(function, Called.function(function));
    }

    private void add(JsonNode given, @Nullable String namespace, int depth) {
        var tool = new Source(given, dropped);
        String type = tool.take("type").asText("function");
        switch (type) {
            case "function" -> function(tool, namespace);
            case "custom" -> custom(tool, namespace);
            case "namespace" -> namespace(tool, type, depth);
            case "local_shell" -> localShell(tool);
            case "tool_search" -> toolSearch(tool, type);
            default -> dropped.add(type);
        }
    }

    private void namespace(Source tool, String type, int depth) {
        if (depth == MOST_NESTED) {
            dropped.add(type);
            return;
        }
        String name = tool.take("name").asText("");
        tool.take("tools").forEach(inner -> add(inner, name, depth + 1));
    }

    private void function(Source tool, @Nullable String namespace) {
        ObjectNode function = open(tool, Called.Kind.FUNCTION, namespace);
        if (function != null) {
            tool.copy(function, "description");
            JsonNode given = tool.take("parameters");
            ObjectNode schema = ObjectSchema.forChat(given);
            function.set("parameters", schema);
            if (tool.take("strict").isBoolean()) {
                boolean asked = tool.look("strict").asBoolean();
                boolean can = asked && ObjectSchema.isStrict(schema);
                function.put("strict", can);
                if (asked != can) {
                    tool.drop("strict");
                }
            }
            tool.close();
        }
    }

    private void custom(Source tool, @Nullable String namespace) {
        ObjectNode function = open(tool, Called.Kind.CUSTOM, namespace);
        if (function != null) {
            JsonNode format = tool.take("format");
            String grammar = format.path("definition").asText("");
            function.put("description", tool.take("description").asText("") + (grammar.isEmpty() ? "" : told(format)));
            ObjectNode schema = function.putObject("parameters").put("type", "object");
            schema.putObject("properties")
                    .putObject(Called.INPUT)
                    .put("type", "string")
                    .put("description", "The whole input of the tool, as plain text.");
            schema.putArray("required").add(Called.INPUT);
            schema.put("additionalProperties", false);
            tool.close();
        }
    }

    /** No chat API keeps a model to a grammar, so that the model is told it. */
    private static String told(JsonNode format) {
        return "\n\nThe input must follow this grammar ("
                + format.path("syntax").asText("lark") + "):\n"
                + format.path("definition").asText();
    }

    private void localShell(Source tool) {
        ObjectNode function = open(LOCAL_SHELL, new Called(Called.Kind.LOCAL_SHELL, LOCAL_SHELL, null));
        if (function == null) {
            return;
        }
        function.put("description", "Runs a command in the user's local shell and returns its output.");
        ObjectNode schema = function.putObject("parameters").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("command").put("type", "array").putObject("items").put("type", "string");
        properties.putObject("working_directory").put("type", "string");
        properties.putObject("timeout_ms").put("type", "integer");
        schema.putArray("required").add("command");
        tool.close();
    }

    /** A search that the client does itself is a function; one that its provider would do is not there. */
    private void toolSearch(Source tool, String type) {
        if (!tool.take("execution").asText("server").equals("client")) {
            dropped.add(type);
            return;
        }
        ObjectNode function = open(TOOL_SEARCH, new Called(Called.Kind.TOOL_SEARCH, TOOL_SEARCH, null));
        if (function != null) {
            tool.copy(function, "description");
            function.set("parameters", ObjectSchema.forChat(tool.take("parameters")));
            tool.close();
        }
    }

    private @Nullable ObjectNode open(Source tool, Called.Kind kind, @Nullable String namespace) {
        String name = tool.take("name").asText("");
        if (name.isEmpty()) {
            dropped.add(kind == Called.Kind.CUSTOM ? "custom" : "function");
            return null;
        }
        return open(function(name, namespace), new Called(kind, name, namespace));
    }

    /** Null for one that is there already. */
    private @Nullable ObjectNode open(String function, Called called) {
        if (byFunction.putIfAbsent(function, called) != null) {
            return null;
        }
        return functions
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", function);
    }
}
