package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.CallId;
import org.gatehouse.chat.translate.CallOrder;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/**
 * The items of a Responses input as chat messages: the instructions of all developers are one message at the head, since many
 * servers take no other, and calls that follow one another are one message of the assistant.
 */
final class ChatMessages {

    private static final String CALL = "_call";
    private static final String OUTPUT = "_output";

    private final Dropped dropped;
    private final List<String> system = new ArrayList<>();
    private final ArrayNode messages = JsonTree.array();

    ChatMessages(Dropped dropped) {
        this.dropped = dropped;
    }

    ArrayNode of(JsonNode instructions, JsonNode input) throws UntranslatableException {
        instruct(instructions);
        if (input.isTextual()) {
            messages.addObject().put("role", "user").set("content", input);
        } else if (input.isArray()) {
            for (JsonNode item : input) {
                item(item);
            }
        } else {
            throw ContentPart.invalid("expected a text or an array of items");
        }
        ArrayNode all = JsonTree.array();
        if (!system.isEmpty()) {
            all.addObject().put("role", "system").put("content", String.join("\n\n", system));
        }
        return all.addAll(CallOrder.of(messages, CallId::forChat, () -> dropped.add("function_call")));
    }

    private void item(JsonNode item) throws UntranslatableException {
        String type = item.path("type").asText("message");
        switch (type) {
            case "message" -> message(item);
            case Tools.ADDITIONAL_TOOLS -> {} // among the tools
            // Thoughts are bound to the model that had them, and only their maker reads what is encrypted.
            case "reasoning" -> dropped.add(type);
            case "item_reference" -> throw ContentPart.invalid("items are not stored here, send them whole");
            default -> {
                if (type.endsWith(CALL + OUTPUT) || type.equals("tool_search" + OUTPUT)) {
                    output(item, type);
                } else if (type.endsWith(CALL) && item.path("call_id").isTextual()) {
                    call(item, type);
                } else {
                    dropped.add(type);
                }
            }
        }
    }

    private void message(JsonNode item) throws UntranslatableException {
        String role = item.path("role").asText();
        JsonNode content = item.path("content");
        switch (role) {
            case "user" -> user(ContentPart.all(content, dropped));
            case "assistant" -> assistant(ContentPart.text(content));
            case "system", "developer" -> instruct(content);
            default -> throw ContentPart.invalid("unknown role");
        }
    }

    private void user(ArrayNode parts) {
        if (!parts.isEmpty()) {
            messages.addObject().put("role", "user").set("content", plain(parts));
        }
    }

    private void assistant(String text) {
        if (!text.isEmpty()) {
            messages.addObject().put("role", "assistant").put("content", text);
        }
    }

    private void instruct(JsonNode content) {
        String text = ContentPart.text(content);
        if (!text.isEmpty()) {
            system.add(text);
        }
    }

    private static JsonNode plain(ArrayNode parts) {
        return parts.size() == 1 && parts.path(0).path("type").asText().equals("text")
                ? parts.path(0).path("text")
                : parts;
    }

    private void call(JsonNode item, String type) {
        JsonNode last = messages.path(messages.size() - 1);
        ObjectNode message = last.path("role").asText().equals("assistant") && last instanceof ObjectNode open
                ? open
                : messages.addObject().put("role", "assistant").putNull("content");
        ObjectNode call = message.withArrayProperty("tool_calls").addObject();
        call.set("id", item.path("call_id"));
        call.put("type", "function");
        call.putObject("function").put("name", name(item, type)).put("arguments", arguments(item, type));
    }

    /** The function that the tool has become, or would have become. */
    private static String name(JsonNode item, String type) {
        String own = type.substring(0, type.length() - CALL.length());
        return Tools.function(
                item.path("name").asText(own), item.path("namespace").asText(null));
    }

    private static String arguments(JsonNode item, String type) {
        if (type.equals("custom_tool_call")) {
            JsonNode input = item.path("input");
            return JsonTree.text(
                    JsonTree.object().put(Called.INPUT, input.isObject() ? JsonTree.text(input) : input.asText("")));
        }
        for (String member : new String[] {"arguments", "action", "operation", "input"}) {
            JsonNode given = item.path(member);
            if (given.isTextual()) {
                return given.asText().isBlank() ? "{}" : given.asText();
            }
            if (given.isObject()) {
                return JsonTree.text(given);
            }
        }
        return "{}";
    }

    /** A tool's message takes text only, so that its pictures follow as the user's. */
    private void output(JsonNode item, String type) throws UntranslatableException {
        JsonNode output = item.path(type.equals("tool_search" + OUTPUT) ? "tools" : "output");
        var said = new StringBuilder();
        ArrayNode seen = JsonTree.array();
        if (output.isTextual()) {
            said.append(output.asText());
        } else if (isContent(output)) {
            for (JsonNode part : ContentPart.all(output, dropped)) {
                if (part.path("type").asText().equals("text")) {
                    said.append(part.path("text").asText());
                } else {
                    seen.add(part);
                }
            }
        } else if (!output.isMissingNode() && !output.isNull()) {
            said.append(JsonTree.text(output));
        }
        ObjectNode message = messages.addObject().put("role", "tool");
        message.put("tool_call_id", item.path("call_id").asText(item.path("id").asText("")))
                .put("content", said.toString());
        user(seen);
    }

    private static boolean isContent(JsonNode output) {
        return output.isArray()
                && !output.isEmpty()
                && output.path(0).path("type").asText().matches("(in|out)put_.+|text");
    }
}
