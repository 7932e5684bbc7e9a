package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Members;
import org.gatehouse.chat.translate.ToolChoice;
import org.gatehouse.chat.translate.UntranslatableException;

/** A chat completion request made of a Responses one (https://platform.openai.com/docs/api-reference/responses/create). */
final class ChatRequest {

    private final JsonNode from;
    private final ObjectNode to = JsonTree.object();

    ChatRequest(JsonNode from) {
        this.from = from;
    }

    ObjectNode translated() throws UntranslatableException {
        if (from.hasNonNull("prompt")) {
            throw new UntranslatableException("prompt", "Prompt templates are not kept here: send the instructions.");
        }
        var members = new Members(from, to);
        members.copy("model");
        to.set("messages", new ChatMessages().of(from.path("instructions"), from.path("input")));
        members.copyAs("max_output_tokens", "max_tokens");
        members.copy("temperature", "top_p", "parallel_tool_calls", "user", "stream");
        if (from.path("reasoning").path("effort").isTextual()) {
            to.set("reasoning_effort", from.path("reasoning").path("effort"));
        }
        tools();
        toolChoice();
        format();
        return to;
    }

    private void tools() throws UntranslatableException {
        if (from.path("tools").isEmpty()) {
            to.remove("parallel_tool_calls");
            return;
        }
        ArrayNode tools = to.putArray("tools");
        for (JsonNode tool : from.path("tools")) {
            if (!tool.path("type").asText().equals("function")) {
                throw new UntranslatableException("tools", "This model's upstream takes functions as tools only.");
            }
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            new Members(tool, function).copy("name", "description", "parameters", "strict");
        }
    }

    private void toolChoice() throws UntranslatableException {
        JsonNode choice = from.path("tool_choice");
        if (choice.isTextual()) {
            to.set("tool_choice", choice);
        } else if (choice.path("type").asText().equals("function")) {
            ToolChoice.function(to, choice.path("name"));
        } else if (choice.isObject()) {
            throw new UntranslatableException("tool_choice", "This model's upstream takes functions as tools only.");
        }
    }

    private void format() throws UntranslatableException {
        JsonNode format = from.path("text").path("format");
        switch (format.path("type").asText("text")) {
            case "text" -> {}
            case "json_object" -> to.putObject("response_format").put("type", "json_object");
            case "json_schema" -> {
                ObjectNode schema = to.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema");
                new Members(format, schema).copy("name", "description", "schema", "strict");
            }
            default -> throw new UntranslatableException("text.format", "Invalid 'text.format': unknown type.");
        }
    }
}
