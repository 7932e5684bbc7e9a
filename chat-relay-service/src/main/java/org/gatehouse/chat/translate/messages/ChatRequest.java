package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Members;
import org.gatehouse.chat.translate.ToolChoice;
import org.gatehouse.chat.translate.UntranslatableException;

/**
 * A chat completion request made of an Anthropic one (https://docs.anthropic.com/en/api/messages). What chat completions
 * have no word for and what changes no more than quality (top_k, thinking, cache_control, service_tier) is left out.
 */
final class ChatRequest {

    private final JsonNode from;
    private final ObjectNode to = JsonTree.object();

    ChatRequest(JsonNode from) {
        this.from = from;
    }

    ObjectNode translated() throws UntranslatableException {
        if (!from.path("max_tokens").isInt()) {
            throw new UntranslatableException("max_tokens", "max_tokens: Field required");
        }
        var members = new Members(from, to);
        members.copy("model");
        to.set("messages", new ChatMessages().of(from.path("system"), from.path("messages")));
        members.copy("max_tokens", "temperature", "top_p");
        members.copyAs("stop_sequences", "stop");
        members.copy("stream");
        if (from.path("metadata").path("user_id").isTextual()) {
            to.set("user", from.path("metadata").path("user_id"));
        }
        tools();
        toolChoice();
        format();
        return to;
    }

    private void tools() throws UntranslatableException {
        if (from.path("tools").isEmpty()) {
            return;
        }
        ArrayNode tools = to.putArray("tools");
        for (JsonNode tool : from.path("tools")) {
            if (!tool.path("type").asText("custom").equals("custom")) {
                throw new UntranslatableException("tools", "This model's upstream takes tools of your own only.");
            }
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            var members = new Members(tool, function);
            members.copy("name", "description");
            members.copyAs("input_schema", "parameters");
            members.copy("strict");
        }
    }

    private void toolChoice() throws UntranslatableException {
        JsonNode choice = from.path("tool_choice");
        if (!choice.isObject()) {
            return;
        }
        switch (choice.path("type").asText()) {
            case "auto" -> to.put("tool_choice", "auto");
            case "any" -> to.put("tool_choice", "required");
            case "none" -> to.put("tool_choice", "none");
            case "tool" -> ToolChoice.function(to, choice.path("name"));
            default -> throw new UntranslatableException("tool_choice", "tool_choice: unknown type");
        }
        if (choice.path("disable_parallel_tool_use").asBoolean()) {
            to.put("parallel_tool_calls", false);
        }
    }

    private void format() throws UntranslatableException {
        JsonNode format = from.path("output_config").path("format");
        if (!format.isObject()) {
            return;
        }
        if (!format.path("type").asText().equals("json_schema")) {
            throw new UntranslatableException("output_config", "output_config.format: unknown type");
        }
        ObjectNode schema =
                to.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        schema.put("name", "answer").put("strict", true).set("schema", format.path("schema"));
    }
}
