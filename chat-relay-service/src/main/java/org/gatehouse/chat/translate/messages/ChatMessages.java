package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * Anthropic's system text and turns as chat messages: all system texts are one message at the head, since many servers take no
 * other, and a tool's result becomes a message of its own.
 */
final class ChatMessages {

    private final Dropped dropped;
    private final List<String> system = new ArrayList<>();
    private final ArrayNode messages = JsonTree.array();

    ChatMessages(Dropped dropped) {
        this.dropped = dropped;
    }

    ArrayNode of(JsonNode instructions, JsonNode turns) throws UntranslatableException {
        instruct(instructions, "system");
        for (JsonNode turn : turns) {
            var source = new Source(turn, dropped);
            JsonNode content = source.take("content");
            switch (source.take("role").asText()) {
                case "user" -> user(content);
                case "assistant" -> assistant(content);
                case "system" -> instruct(content, "messages");
                default -> throw new UntranslatableException("messages", "messages: unknown role");
            }
            source.close();
        }
        ArrayNode all = JsonTree.array();
        if (!system.isEmpty()) {
            all.addObject().put("role", "system").put("content", String.join("\n\n", system));
        }
        return all.addAll(CallOrder.of(messages, CallId::forChat, () -> dropped.add("tool_use")));
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
                ContentPart.add(block, parts, dropped);
            }
        }
        if (!parts.isEmpty()) {
            messages.addObject().put("role", "user").set("content", plain(parts));
        }
    }

    /** A tool's message takes text only, so that its pictures follow as the user's. */
    private void result(JsonNode given, ArrayNode parts) throws UntranslatableException {
        var block = new Source(given, dropped);
        block.know("type");
        JsonNode content = block.take("content");
        List<String> said = new ArrayList<>();
        if (content.isTextual()) {
            said.add(content.asText());
        }
        ArrayNode inner = JsonTree.array();
        for (JsonNode part : content.isArray() ? content : JsonTree.array()) {
            ContentPart.add(part, inner, dropped);
        }
        for (JsonNode part : inner) {
            if (part.path("type").asText().equals("text")) {
                said.add(part.path("text").asText());
            } else {
                parts.add(part);
            }
        }
        String text = String.join("\n", said);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", block.take("tool_use_id").asText())
                .put("content", block.take("is_error").asBoolean() ? failed(text) : text);
        block.close();
    }

    /** Chat completions have no other way to say that a tool failed. */
    private static String failed(String text) {
        return text.regionMatches(true, 0, "error", 0, "error".length()) ? text : "Error: " + text;
    }

    private void assistant(JsonNode content) {
        ObjectNode message = JsonTree.object().put("role", "assistant");
        var said = new StringBuilder(content.isTextual() ? content.asText() : "");
        ArrayNode calls = JsonTree.array();
        for (JsonNode given : content.isArray() ? content : JsonTree.array()) {
            var block = new Source(given, dropped);
            String type = block.take("type").asText();
            switch (type) {
                case "text" -> {
                    said.append(block.take("text").asText());
                    block.know("citations");
                    block.close();
                }
                case "tool_use" -> calls.add(call(block));
                case "compaction" -> said.append(block.take("content").asText(""));
                // A thought is bound to the model that had it, and a tool of Anthropic's is no other upstream's.
                default -> dropped.add(type);
            }
        }
        if (said.isEmpty() && calls.isEmpty()) {
            return;
        }
        message.put("content", said.isEmpty() ? null : said.toString());
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        messages.add(message);
    }

    private static ObjectNode call(Source block) {
        ObjectNode call = JsonTree.object();
        call.set("id", block.take("id"));
        call.put("type", "function");
        call.putObject("function")
                .put("name", ToolName.sent(block.take("name").asText()))
                .put("arguments", input(block.take("input")));
        block.close();
        return call;
    }

    private static String input(JsonNode input) {
        return input.isObject() ? JsonTree.text(input) : "{}";
    }

    /** Many upstreams take a bare text better than a list of one. */
    private static JsonNode plain(ArrayNode parts) {
        JsonNode first = parts.path(0);
        return parts.size() == 1 && first.path("type").asText().equals("text") ? first.path("text") : parts;
    }

    private void instruct(JsonNode content, String param) throws UntranslatableException {
        if (!content.isArray()) {
            add(content.asText(""));
            return;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode given : content) {
            var block = new Source(given, dropped);
            block.know("type", "citations");
            if (!block.take("text").isTextual()) {
                throw new UntranslatableException(param, param + ": only text is expected here");
            }
            texts.add(given.path("text").asText());
            block.close();
        }
        add(String.join("\n\n", texts));
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            system.add(text);
        }
    }
}
