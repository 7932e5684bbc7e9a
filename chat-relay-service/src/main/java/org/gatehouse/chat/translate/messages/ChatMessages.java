package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/** Anthropic's system text and turns as chat messages: a tool's result becomes a message of its own, before what is said with it. */
final class ChatMessages {

    private final ArrayNode messages = JsonTree.array();

    ArrayNode of(JsonNode system, JsonNode turns) throws UntranslatableException {
        String instructions = text(system, "system");
        if (!instructions.isEmpty()) {
            messages.addObject().put("role", "system").put("content", instructions);
        }
        for (JsonNode turn : turns) {
            switch (turn.path("role").asText()) {
                case "user" -> user(turn.path("content"));
                case "assistant" -> assistant(turn.path("content"));
                case "system" ->
                    messages.addObject().put("role", "system").put("content", text(turn.path("content"), "messages"));
                default -> throw unknown("role");
            }
        }
        return messages;
    }

    private void user(JsonNode content) throws UntranslatableException {
        if (content.isTextual()) {
            messages.addObject().put("role", "user").set("content", content);
            return;
        }
        ArrayNode parts = JsonTree.array();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_result")) {
                result(block, parts);
            } else {
                parts.add(ContentPart.of(block));
            }
        }
        if (!parts.isEmpty()) {
            messages.addObject().put("role", "user").set("content", plain(parts));
        }
    }

    /** A tool's message takes text only, so that its pictures follow as the user's. */
    private void result(JsonNode block, ArrayNode parts) throws UntranslatableException {
        JsonNode content = block.path("content");
        List<String> said = new ArrayList<>();
        if (content.isTextual()) {
            said.add(content.asText());
        }
        for (JsonNode inner : content.isArray() ? content : JsonTree.array()) {
            if (inner.path("type").asText().equals("text")) {
                said.add(inner.path("text").asText());
            } else {
                parts.add(ContentPart.of(inner));
            }
        }
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", block.path("tool_use_id").asText())
                .put("content", String.join("\n", said));
    }

    private void assistant(JsonNode content) throws UntranslatableException {
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (content.isTextual()) {
            message.set("content", content);
            return;
        }
        var said = new StringBuilder();
        ArrayNode calls = JsonTree.array();
        for (JsonNode block : content) {
            switch (block.path("type").asText()) {
                case "text" -> said.append(block.path("text").asText());
                case "tool_use" -> calls.add(call(block));
                // A thought is bound to the model that had it.
                case "thinking", "redacted_thinking" -> {}
                default -> throw unknown("block of the assistant");
            }
        }
        if (said.isEmpty() && !calls.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", said.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private static ObjectNode call(JsonNode block) {
        ObjectNode call = JsonTree.object();
        call.set("id", block.path("id"));
        call.put("type", "function");
        ObjectNode function = call.putObject("function");
        function.set("name", block.path("name"));
        function.put("arguments", JsonTree.text(block.path("input")));
        return call;
    }

    /** Many upstreams take a bare text better than a list of one. */
    private static JsonNode plain(ArrayNode parts) {
        JsonNode first = parts.path(0);
        return parts.size() == 1 && first.path("type").asText().equals("text") ? first.path("text") : parts;
    }

    private static String text(JsonNode content, String param) throws UntranslatableException {
        if (content.isTextual() || content.isMissingNode() || content.isNull()) {
            return content.asText("");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode block : content) {
            if (!block.path("text").isTextual()) {
                throw new UntranslatableException(param, param + ": only text is expected here");
            }
            texts.add(block.path("text").asText());
        }
        return String.join("\n\n", texts);
    }

    private static UntranslatableException unknown(String what) {
        return new UntranslatableException("messages", "messages: unknown " + what);
    }
}
