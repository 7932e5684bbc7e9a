package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolChoice;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.translate.UserName;
import org.gatehouse.chat.upstream.Dropped;

/**
 * A chat completion request made of a Responses one (https://platform.openai.com/docs/api-reference/responses/create). What chat
 * completions have no word for is left out and named.
 */
final class ChatRequest {

    private final JsonNode request;
    private final Source from;
    private final Dropped dropped;
    private final ObjectNode to = JsonTree.object();

    ChatRequest(JsonNode request, Dropped dropped) {
        this.request = request;
        this.from = new Source(request, dropped);
        this.dropped = dropped;
    }

    ObjectNode translated() throws UntranslatableException {
        if (from.take("prompt").isObject()) {
            throw new UntranslatableException("prompt", "Prompt templates are not kept here: send the instructions.");
        }
        from.copy(to, "model");
        to.set("messages", new ChatMessages(dropped).of(from.take("instructions"), from.take("input")));
        from.copyAs(to, "max_output_tokens", "max_tokens");
        from.copy(to, "temperature", "top_p");
        UserName.forChat(from.take("user")).ifPresent(user -> to.put("user", user));
        from.copy(to, "stream");
        reasoning();
        tools();
        format();
        // Nothing is stored here, and nothing else is answered in the background; the relay itself reads the rest of
        // these.
        from.know("store", "background", "models", "previous_response_id", "conversation");
        from.close();
        return to;
    }

    private void reasoning() {
        var reasoning = new Source(from.take("reasoning"), dropped);
        if (reasoning.take("effort").isTextual()) {
            to.set("reasoning_effort", reasoning.look("effort"));
        }
        reasoning.close();
    }

    private void tools() throws UntranslatableException {
        JsonNode choice = from.take("tool_choice");
        JsonNode parallel = from.take("parallel_tool_calls");
        from.know("tools");
        ArrayNode functions = Tools.of(request, dropped).functions();
        if (choice.path("type").asText().equals("allowed_tools")) {
            functions = allowed(functions, choice.path("tools"));
        }
        if (functions.isEmpty()) {
            if (choice.isObject() || choice.asText().equals("required")) {
                from.drop("tool_choice");
            }
            return;
        }
        if (parallel.isBoolean()) {
            to.set("parallel_tool_calls", parallel);
        }
        to.set("tools", functions);
        toolChoice(choice);
    }

    private static ArrayNode allowed(ArrayNode functions, JsonNode names) {
        ArrayNode allowed = JsonTree.array();
        for (JsonNode function : functions) {
            String name = function.path("function").path("name").asText();
            for (JsonNode tool : names) {
                if (chosen(tool).equals(name)) {
                    allowed.add(function);
                    break;
                }
            }
        }
        return allowed;
    }

    private static String chosen(JsonNode tool) {
        return tool.path("name").isTextual()
                ? Tools.function(
                        tool.path("name").asText(), tool.path("namespace").asText(null))
                : tool.path("type").asText();
    }

    private void toolChoice(JsonNode choice) throws UntranslatableException {
        if (choice.isTextual()) {
            to.set("tool_choice", choice);
        } else if (choice.path("type").asText().equals("allowed_tools")) {
            to.put("tool_choice", choice.path("mode").asText("auto"));
        } else if (choice.isObject() && !ToolChoice.function(to, chosen(choice))) {
            from.drop("tool_choice");
        }
    }

    private void format() throws UntranslatableException {
        var text = new Source(from.take("text"), dropped);
        JsonNode format = text.take("format");
        text.close();
        switch (format.path("type").asText("text")) {
            case "text" -> {}
            case "json_object" -> to.putObject("response_format").put("type", "json_object");
            case "json_schema" -> {
                ObjectNode schema = to.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema");
                new Source(format, dropped).copy(schema, "name", "description", "schema", "strict");
                if (!schema.has("name")) {
                    schema.put("name", "answer");
                }
            }
            default -> throw new UntranslatableException("text.format", "Invalid 'text.format': unknown type.");
        }
    }
}
