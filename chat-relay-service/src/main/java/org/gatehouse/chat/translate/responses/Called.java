package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * A tool as a Responses client knows it, which the upstream knows as a function.
 *
 * @param name the client's own, which may differ from the function's
 * @param namespace the client's, or null
 */
record Called(Kind kind, String name, @Nullable String namespace) {

    /** What its calls look like to the client. */
    enum Kind {
        FUNCTION("fc", "function_call"),
        CUSTOM("ctc", "custom_tool_call"),
        LOCAL_SHELL("lsh", "local_shell_call"),
        TOOL_SEARCH("tsc", "tool_search_call");

        private final String idPrefix;
        private final String itemType;

        Kind(String idPrefix, String itemType) {
            this.idPrefix = idPrefix;
            this.itemType = itemType;
        }

        String idPrefix() {
            return idPrefix;
        }
    }

    /** The one parameter of a function that stands for a tool that takes a text. */
    static final String INPUT = "input";

    static Called function(String name) {
        return new Called(Kind.FUNCTION, name, null);
    }

    /** The item of a call of it, the arguments being those of the function. */
    ObjectNode item(String id, String status, String callId, String arguments) {
        ObjectNode item = JsonTree.object()
                .put("id", id)
                .put("type", kind.itemType)
                .put("status", status)
                .put("call_id", callId);
        switch (kind) {
            case FUNCTION -> item.put("name", name).put("arguments", arguments);
            case CUSTOM -> item.put("name", name).put("input", text(arguments));
            case LOCAL_SHELL -> item.set("action", action(arguments));
            case TOOL_SEARCH -> item.put("execution", "client").set("arguments", object(arguments));
        }
        if (namespace != null) {
            item.put("namespace", namespace);
        }
        return item;
    }

    /** The text for a freeform tool; a model that does not keep to the function's form has written the text itself. */
    static String text(String arguments) {
        JsonNode given = object(arguments);
        if (given.path(INPUT).isTextual()) {
            return given.path(INPUT).asText();
        }
        return given.size() == 1
                        && given.path(0).isMissingNode()
                        && given.elements().next().isTextual()
                ? given.elements().next().asText()
                : arguments;
    }

    private static ObjectNode action(String arguments) {
        ObjectNode action = JsonTree.object().put("type", "exec");
        JsonNode given = object(arguments);
        JsonNode command = given.path("command");
        if (command.isTextual()) {
            action.putArray("command").add("bash").add("-lc").add(command);
        } else {
            action.set("command", command.isArray() ? command : JsonTree.array());
        }
        for (String name : new String[] {"timeout_ms", "user", "working_directory"}) {
            action.set(name, given.hasNonNull(name) ? given.path(name) : action.nullNode());
        }
        action.set("env", given.path("env").isObject() ? given.path("env") : JsonTree.object());
        return action;
    }

    private static JsonNode object(String arguments) {
        try {
            return arguments.isBlank() ? JsonTree.object() : JsonTree.object(arguments.strip());
        } catch (IOException e) {
            return JsonTree.object(); // no object: each kind has a reading for that
        }
    }
}
