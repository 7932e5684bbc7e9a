package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which tool a chat completion must call. */
public final class ToolChoice {

    private ToolChoice() {}

    /** Demands the function of that name. */
    public static void function(ObjectNode request, JsonNode name) {
        request.putObject("tool_choice")
                .put("type", "function")
                .putObject("function")
                .set("name", name);
    }
}
