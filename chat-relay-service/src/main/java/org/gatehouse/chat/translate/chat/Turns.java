package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/** Chat messages as Anthropic's system text and turns: what follows one another in one role is one turn. */
final class Turns {

    private final List<String> system = new ArrayList<>();
    private final ArrayNode messages = JsonTree.array();

    Turns(JsonNode from) throws UntranslatableException {
        for (JsonNode message : from) {
            JsonNode content = message.path("content");
            switch (message.path("role").asText()) {
                case "system", "developer" -> system.add(Block.text(content));
                case "user" -> Block.all(content).forEach(turn("user")::add);
                case "tool" -> result(message);
                case "assistant" -> assistant(message);
                default -> throw new UntranslatableException("messages", "Invalid 'messages': unknown role.");
            }
        }
    }

    String system() {
        return String.join("\n\n", system);
    }

    ArrayNode messages() {
        return messages;
    }

    /** The content of the turn that goes on, or of a new one. */
    private ArrayNode turn(String role) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asText().equals(role) && last.path("content") instanceof ArrayNode content) {
            return content;
        }
        ObjectNode turn = messages.addObject().put("role", role);
        return turn.putArray("content");
    }

    private void result(JsonNode message) throws UntranslatableException {
        ObjectNode result = turn("user").addObject().put("type", "tool_result");
        result.set("tool_use_id", message.path("tool_call_id"));
        result.put("content", Block.text(message.path("content")));
    }

    private void assistant(JsonNode message) throws UntranslatableException {
        ArrayNode content = turn("assistant");
        String said = Block.text(message.path("content"));
        if (!said.isEmpty()) {
            content.addObject().put("type", "text").put("text", said);
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            ObjectNode use = content.addObject().put("type", "tool_use");
            use.set("id", call.path("id"));
            use.set("name", function.path("name"));
            use.set("input", arguments(function.path("arguments").asText("")));
        }
    }

    private static JsonNode arguments(String text) throws UntranslatableException {
        try {
            return text.isBlank()
                    ? JsonTree.object()
                    : JsonTree.object(text.strip().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UntranslatableException(
                    "messages", "Invalid 'messages': the arguments of a tool call are no JSON object.");
        }
    }
}
