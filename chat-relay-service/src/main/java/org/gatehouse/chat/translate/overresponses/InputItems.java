package org.gatehouse.chat.translate.overresponses;

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

/** Chat messages as input items; what is instructed before anybody speaks are the instructions. */
final class InputItems {

    private final Dropped dropped;
    private final List<String> instructions = new ArrayList<>();
    private final ArrayNode items = JsonTree.array();

    InputItems(JsonNode from, Dropped dropped) throws UntranslatableException {
        this.dropped = dropped;
        for (JsonNode given : CallOrder.of(from, CallId::forChat, () -> dropped.add("tool_calls"))) {
            var message = new Source(given, dropped);
            JsonNode content = message.take("content");
            switch (message.take("role").asText()) {
                case "system", "developer" -> instruct(content);
                case "user", "function" -> user(content);
                case "tool" -> result(message.take("tool_call_id"), content);
                case "assistant" -> assistant(message, content);
                default -> throw new UntranslatableException("messages", "Invalid 'messages': unknown role.");
            }
            message.close();
        }
        if (items.isEmpty() && !instructions.isEmpty()) {
            message("user").add(part("input_text", "text", instructions()));
            instructions.clear();
        }
    }

    String instructions() {
        return String.join("\n\n", instructions);
    }

    ArrayNode items() {
        return items;
    }

    private void instruct(JsonNode content) throws UntranslatableException {
        String text = text(content);
        if (text.isBlank()) {
            return;
        }
        if (items.isEmpty()) {
            instructions.add(text);
        } else {
            message("developer").add(part("input_text", "text", text));
        }
    }

    private void user(JsonNode content) throws UntranslatableException {
        ArrayNode parts = parts(content);
        if (!parts.isEmpty()) {
            message("user").addAll(parts);
        }
    }

    private void result(JsonNode id, JsonNode content) throws UntranslatableException {
        ObjectNode output = items.addObject().put("type", "function_call_output");
        output.set("call_id", id);
        ArrayNode parts = parts(content);
        boolean pictures = false;
        for (JsonNode one : parts) {
            pictures |= !one.path("type").asText().equals("input_text");
        }
        if (pictures) {
            output.set("output", parts);
        } else {
            output.put("output", text(content));
        }
    }

    private void assistant(Source message, JsonNode content) throws UntranslatableException {
        ArrayNode parts = JsonTree.array();
        String said = text(content);
        if (!said.isEmpty()) {
            ObjectNode part = part("output_text", "text", said);
            part.putArray("annotations");
            parts.add(part);
        }
        String refusal = message.take("refusal").asText("");
        if (!refusal.isEmpty()) {
            parts.add(part("refusal", "refusal", refusal));
        }
        if (!parts.isEmpty()) {
            message("assistant").addAll(parts);
        }
        for (JsonNode call : message.take("tool_calls")) {
            JsonNode function = call.path("function");
            ObjectNode item = items.addObject().put("type", "function_call");
            item.set("call_id", call.path("id"));
            item.put("name", ToolName.sent(function.path("name").asText()));
            item.put("arguments", arguments(function.path("arguments")));
        }
    }

    private static String arguments(JsonNode given) {
        if (given.isObject()) {
            return JsonTree.text(given);
        }
        String text = given.asText("");
        return text.isBlank() ? "{}" : text;
    }

    private ArrayNode message(String role) {
        return items.addObject().put("type", "message").put("role", role).putArray("content");
    }

    private ArrayNode parts(JsonNode content) throws UntranslatableException {
        ArrayNode parts = JsonTree.array();
        if (content.isTextual()) {
            if (!content.asText().isEmpty()) {
                parts.add(part("input_text", "text", content.asText()));
            }
            return parts;
        }
        for (JsonNode given : content.isArray() ? content : JsonTree.array()) {
            var part = new Source(given, dropped);
            switch (part.take("type").asText("text")) {
                case "text" ->
                    parts.add(part("input_text", "text", part.take("text").asText("")));
                case "refusal" ->
                    parts.add(part("input_text", "text", part.take("refusal").asText("")));
                case "image_url" -> parts.add(image(part.take("image_url")));
                case "file" -> parts.add(file(part.take("file")));
                default -> throw unsupported();
            }
            part.close();
        }
        return parts;
    }

    private static ObjectNode image(JsonNode given) {
        boolean bare = given.isTextual();
        ObjectNode image = JsonTree.object().put("type", "input_image");
        image.put("image_url", (bare ? given : given.path("url")).asText(""));
        image.put("detail", given.path("detail").asText("auto"));
        return image;
    }

    private ObjectNode file(JsonNode given) {
        var file = new Source(given, dropped);
        ObjectNode own = JsonTree.object().put("type", "input_file");
        file.copy(own, "file_id", "file_data", "filename");
        file.close();
        return own;
    }

    private static ObjectNode part(String type, String member, String text) {
        return JsonTree.object().put("type", type).put(member, text);
    }

    /** The text alone, where nothing else may stand. */
    private static String text(JsonNode content) throws UntranslatableException {
        if (!content.isArray()) {
            return content.asText("");
        }
        var all = new StringBuilder();
        for (JsonNode one : content) {
            switch (one.path("type").asText("text")) {
                case "text" -> all.append(one.path("text").asText());
                case "refusal" -> all.append(one.path("refusal").asText());
                default -> throw unsupported();
            }
        }
        return all.toString();
    }

    private static UntranslatableException unsupported() {
        return new UntranslatableException("messages", "This model does not take such a part of a message.");
    }
}
