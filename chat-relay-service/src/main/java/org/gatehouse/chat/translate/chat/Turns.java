package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.CallId;
import org.gatehouse.chat.translate.CallOrder;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolName;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/**
 * Chat messages as Anthropic's system text and turns: what follows one another in one role is one turn, none is empty, the first
 * is the user's, and results stand first in theirs.
 */
final class Turns {

    /** What stands for a user who has said nothing, since Anthropic demands a word. */
    private static final String NOTHING = ".";

    private final Dropped dropped;
    private final List<String> system = new ArrayList<>();
    private final ArrayNode messages = JsonTree.array();

    Turns(JsonNode from, Dropped dropped) throws UntranslatableException {
        this.dropped = dropped;
        for (JsonNode given : CallOrder.of(from, CallId::forMessages, () -> dropped.add("tool_calls"))) {
            var message = new Source(given, dropped);
            JsonNode content = message.take("content");
            switch (message.take("role").asText()) {
                case "system", "developer" -> instruct(Block.text(content));
                case "user", "function" -> say("user", Block.all(content, dropped));
                case "tool" -> result(message.take("tool_call_id"), content);
                case "assistant" -> assistant(message, content);
                default -> throw new UntranslatableException("messages", "Invalid 'messages': unknown role.");
            }
            message.close();
        }
        begin();
        end();
    }

    String system() {
        return String.join("\n\n", system);
    }

    ArrayNode messages() {
        return messages;
    }

    private void instruct(String text) {
        if (!text.isBlank()) {
            system.add(text);
        }
    }

    private void say(String role, List<ObjectNode> blocks) {
        if (!blocks.isEmpty()) {
            blocks.forEach(turn(role)::add);
        }
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

    private void result(JsonNode id, JsonNode content) throws UntranslatableException {
        ObjectNode result = turn("user").addObject().put("type", "tool_result");
        result.set("tool_use_id", id);
        List<ObjectNode> said = Block.all(content, dropped);
        if (said.size() == 1 && said.getFirst().path("text").isTextual()) {
            result.set("content", said.getFirst().path("text"));
        } else if (!said.isEmpty()) {
            said.forEach(result.putArray("content")::add);
        }
    }

    private void assistant(Source message, JsonNode content) throws UntranslatableException {
        List<ObjectNode> blocks = new ArrayList<>();
        String said = Block.text(content) + message.take("refusal").asText("");
        if (!said.isBlank()) {
            blocks.add(JsonTree.object().put("type", "text").put("text", said));
        }
        for (JsonNode call : message.take("tool_calls")) {
            blocks.add(use(call));
        }
        say("assistant", blocks);
    }

    private static ObjectNode use(JsonNode call) throws UntranslatableException {
        JsonNode function = call.path("function");
        ObjectNode use = JsonTree.object().put("type", "tool_use");
        use.set("id", call.path("id"));
        use.put("name", ToolName.sent(function.path("name").asText()));
        use.set("input", arguments(function.path("arguments")));
        return use;
    }

    private static JsonNode arguments(JsonNode given) throws UntranslatableException {
        if (given.isObject()) {
            return given;
        }
        String text = given.asText("").strip();
        try {
            return text.isEmpty() || text.equals("null") ? JsonTree.object() : JsonTree.object(text);
        } catch (IOException e) {
            throw new UntranslatableException(
                    "messages", "Invalid 'messages': the arguments of a tool call are no JSON object.");
        }
    }

    /** A conversation of instructions alone is the user's. */
    private void begin() {
        JsonNode first = messages.path(0);
        if (first.path("role").asText().equals("user")) {
            return;
        }
        String said = messages.isEmpty() && !system.isEmpty() ? system() : NOTHING;
        if (messages.isEmpty()) {
            system.clear();
        }
        ObjectNode turn = JsonTree.object().put("role", "user");
        turn.putArray("content").addObject().put("type", "text").put("text", said);
        messages.insert(0, turn);
    }

    /** Anthropic refuses an answer begun by the client that ends in white space. */
    private void end() {
        JsonNode last = messages.path(messages.size() - 1);
        JsonNode content = last.path("content");
        if (last.path("role").asText().equals("assistant")
                && content.path(content.size() - 1) instanceof ObjectNode block
                && block.path("text").isTextual()) {
            block.put("text", block.path("text").asText().stripTrailing());
        }
    }
}
