package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.ObjectSchema;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolChoice;
import org.gatehouse.chat.translate.ToolName;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.translate.UserName;
import org.gatehouse.chat.upstream.Dropped;

/**
 * A chat completion request made of an Anthropic one (https://docs.anthropic.com/en/api/messages). What chat completions
 * have no word for is left out and named.
 */
final class ChatRequest {

    private final Source from;
    private final Dropped dropped;
    private final ObjectNode to = JsonTree.object();

    ChatRequest(JsonNode from, Dropped dropped) {
        this.from = new Source(from, dropped);
        this.dropped = dropped;
    }

    ObjectNode translated() throws UntranslatableException {
        from.copy(to, "model");
        to.set("messages", new ChatMessages(dropped).of(from.take("system"), from.take("messages")));
        from.copy(to, "max_tokens", "temperature", "top_p");
        stop(from.take("stop_sequences"));
        from.copy(to, "stream");
        metadata();
        tools();
        toolChoice();
        format();
        from.know("models");
        from.close();
        return to;
    }

    /** An empty list, or an empty text in it, is refused. */
    private void stop(JsonNode sequences) {
        ArrayNode stop = JsonTree.array();
        for (JsonNode sequence : sequences) {
            if (!sequence.asText().isEmpty()) {
                stop.add(sequence);
            }
        }
        if (!stop.isEmpty()) {
            to.set("stop", stop);
        }
    }

    private void metadata() {
        var metadata = new Source(from.take("metadata"), dropped);
        UserName.forChat(metadata.take("user_id")).ifPresent(user -> to.put("user", user));
        metadata.close();
    }

    private void tools() throws UntranslatableException {
        ArrayNode tools = JsonTree.array();
        for (JsonNode given : from.take("tools")) {
            var tool = new Source(given, dropped);
            String type = tool.take("type").asText("custom");
            if (type.equals("custom") || tool.look("type").isNull()) {
                tools.add(tool(tool));
            } else {
                dropped.add(type);
            }
        }
        if (!tools.isEmpty()) {
            to.set("tools", tools);
        }
    }

    private static ObjectNode tool(Source tool) throws UntranslatableException {
        String name = tool.take("name").asText("");
        if (name.isEmpty()) {
            throw new UntranslatableException("tools", "tools: each one needs a name");
        }
        ObjectNode own = JsonTree.object().put("type", "function");
        ObjectNode function = own.putObject("function").put("name", ToolName.sent(name));
        tool.copy(function, "description");
        ObjectNode schema = ObjectSchema.forChat(tool.take("input_schema"));
        function.set("parameters", schema);
        if (tool.take("strict").asBoolean()) {
            strict(tool, function, schema);
        }
        tool.close();
        return own;
    }

    private static void strict(Source tool, ObjectNode function, ObjectNode schema) {
        if (ObjectSchema.isStrict(schema)) {
            function.put("strict", true);
        } else {
            tool.drop("strict");
        }
    }

    private void toolChoice() throws UntranslatableException {
        JsonNode choice = from.take("tool_choice");
        if (!choice.isObject()) {
            return;
        }
        if (to.path("tools").isEmpty()) {
            from.drop("tool_choice");
            return;
        }
        switch (choice.path("type").asText()) {
            case "auto" -> to.put("tool_choice", "auto");
            case "any" -> to.put("tool_choice", "required");
            case "none" -> to.put("tool_choice", "none");
            case "tool" -> chosen(choice.path("name").asText());
            default -> throw new UntranslatableException("tool_choice", "tool_choice: unknown type");
        }
        if (choice.path("disable_parallel_tool_use").asBoolean()) {
            to.put("parallel_tool_calls", false);
        }
    }

    private void chosen(String name) {
        if (!ToolChoice.function(to, ToolName.sent(name))) {
            from.drop("tool_choice");
        }
    }

    private void format() throws UntranslatableException {
        var config = new Source(from.take("output_config"), dropped);
        JsonNode newer = config.take("format");
        JsonNode older = from.take("output_format");
        JsonNode format = newer.isObject() ? newer : older;
        config.close();
        if (!format.isObject()) {
            return;
        }
        if (!format.path("type").asText().equals("json_schema")) {
            throw new UntranslatableException("output_config", "output_config.format: unknown type");
        }
        JsonNode schema = format.path("schema");
        ObjectNode own =
                to.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        own.put("name", "answer").put("strict", ObjectSchema.isStrict(schema)).set("schema", schema);
    }
}
