package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/**
 * An Anthropic request made of a chat completion request. What cannot be said and changes the answer's form (several
 * choices, logprobs, JSON without a schema, tools that are no functions) is refused; what only tunes the sampling is left out.
 */
final class MessagesRequest {

    /** Anthropic demands a limit; clients of OpenAI seldom give one. */
    private static final int DEFAULT_MAX_TOKENS = 4_096;

    private final JsonNode from;
    private final ObjectNode to = JsonTree.object();

    MessagesRequest(JsonNode from) {
        this.from = from;
    }

    ObjectNode translated() throws UntranslatableException {
        refuse();
        to.set("model", from.path("model"));
        JsonNode limit = from.path(from.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens");
        to.put("max_tokens", limit.asInt(DEFAULT_MAX_TOKENS));
        var turns = new Turns(from.path("messages"));
        String system = turns.system();
        if (!system.isEmpty()) {
            to.put("system", system);
        }
        to.set("messages", turns.messages());
        sampling();
        if (from.path("stream").asBoolean()) {
            to.put("stream", true);
        }
        if (from.path("user").isTextual()) {
            to.putObject("metadata").set("user_id", from.path("user"));
        }
        tools();
        toolChoice();
        format();
        return to;
    }

    private void refuse() throws UntranslatableException {
        if (from.path("n").asInt(1) > 1) {
            throw new UntranslatableException("n", "This model gives one choice only.");
        }
        if (from.path("logprobs").asBoolean()) {
            throw new UntranslatableException("logprobs", "This model does not give logprobs.");
        }
        if (from.hasNonNull("audio")) {
            throw new UntranslatableException("audio", "This model does not speak.");
        }
    }

    private void sampling() {
        if (from.path("temperature").isNumber()) {
            to.put("temperature", Math.min(1, from.path("temperature").asDouble()));
        }
        if (from.path("top_p").isNumber()) {
            to.set("top_p", from.path("top_p"));
        }
        JsonNode stop = from.path("stop");
        if (stop.isTextual()) {
            to.putArray("stop_sequences").add(stop);
        } else if (stop.isArray()) {
            to.set("stop_sequences", stop);
        }
    }

    private void tools() throws UntranslatableException {
        if (from.path("tools").isEmpty()) {
            return;
        }
        ArrayNode tools = to.putArray("tools");
        for (JsonNode tool : from.path("tools")) {
            JsonNode function = tool.path("function");
            if (!tool.path("type").asText().equals("function")
                    || !function.path("name").isTextual()) {
                throw new UntranslatableException("tools", "This model takes functions as tools only.");
            }
            ObjectNode own = tools.addObject();
            own.set("name", function.path("name"));
            if (function.hasNonNull("description")) {
                own.set("description", function.path("description"));
            }
            JsonNode schema = function.path("parameters");
            own.set(
                    "input_schema",
                    schema.isObject() ? schema : JsonTree.object().put("type", "object"));
        }
    }

    private void toolChoice() throws UntranslatableException {
        JsonNode choice = from.path("tool_choice");
        boolean oneAtATime = from.path("parallel_tool_calls").isBoolean()
                && !from.path("parallel_tool_calls").asBoolean();
        if (from.path("tools").isEmpty() || (choice.isMissingNode() && !oneAtATime)) {
            return;
        }
        ObjectNode own = to.putObject("tool_choice");
        if (choice.isObject() && choice.path("function").path("name").isTextual()) {
            own.put("type", "tool").set("name", choice.path("function").path("name"));
        } else {
            own.put("type", word(choice.asText("auto")));
        }
        if (oneAtATime && !own.path("type").asText().equals("none")) {
            own.put("disable_parallel_tool_use", true);
        }
    }

    private static String word(String choice) throws UntranslatableException {
        return switch (choice) {
            case "auto", "none" -> choice;
            case "required" -> "any";
            default -> throw new UntranslatableException("tool_choice", "Invalid 'tool_choice'.");
        };
    }

    private void format() throws UntranslatableException {
        JsonNode format = from.path("response_format");
        switch (format.path("type").asText("text")) {
            case "text" -> {}
            case "json_schema" ->
                to.putObject("output_config")
                        .putObject("format")
                        .put("type", "json_schema")
                        .set("schema", format.path("json_schema").path("schema"));
            default ->
                throw new UntranslatableException(
                        "response_format", "This model gives JSON to a schema only: use the type json_schema.");
        }
    }
}
