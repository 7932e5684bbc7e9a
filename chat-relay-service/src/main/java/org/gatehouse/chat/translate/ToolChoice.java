package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which tool a chat completion must call. */
public final class ToolChoice {

    private ToolChoice() {}

    /** Demands the function of that name; false when the request has none such. */
    public static boolean function(ObjectNode request, String name) {
        if (!has(request, name)) {
            return false;
        }
        request.putObject("tool_choice")
                .put("type", "function")
                .putObject("function")
                .put("name", name);
        return true;
    }

    private static boolean has(ObjectNode request, String name) {
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("function").path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
