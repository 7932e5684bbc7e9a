package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.ObjectSchema;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolName;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** The tools of a chat completion request, and which of them may or must be called, in Anthropic's words. */
final class MessagesTools {

    private final Source from;
    private final Dropped dropped;
    private final Set<String> names = new HashSet<>();
    private ArrayNode tools = JsonTree.array();

    MessagesTools(Source from, Dropped dropped) {
        this.from = from;
        this.dropped = dropped;
    }

    void into(ObjectNode request) throws UntranslatableException {
        for (JsonNode given : from.take("tools")) {
            String type = given.path("type").asText("function");
            if (type.equals("function") && given.path("function").path("name").isTextual()) {
                function(given);
            } else {
                dropped.add(type);
            }
        }
        JsonNode choice = from.take("tool_choice");
        if (choice.path("type").asText().equals("allowed_tools")) {
            keep(choice.path("allowed_tools").path("tools"));
        }
        boolean oneAtATime = !from.take("parallel_tool_calls").asBoolean(true);
        if (tools.isEmpty()) {
            if (choice.isObject() || choice.asText().equals("required")) {
                from.drop("tool_choice");
            }
            return;
        }
        request.set("tools", tools);
        ObjectNode own = choice(choice);
        if (oneAtATime && !own.path("type").asText().equals("none")) {
            if (own.isEmpty()) {
                own.put("type", "auto");
            }
            own.put("disable_parallel_tool_use", true);
        }
        if (!own.isEmpty()) {
            request.set("tool_choice", own);
        }
    }

    private void function(JsonNode given) {
        var tool = new Source(given, dropped);
        tool.know("type");
        var function = new Source(tool.take("function"), dropped);
        tool.close();
        String name = ToolName.sent(function.take("name").asText());
        if (!names.add(name)) {
            return; // Anthropic refuses a name that comes twice
        }
        ObjectNode own = tools.addObject().put("name", name);
        if (!function.take("description").asText("").isBlank()) {
            own.set("description", function.look("description"));
        }
        own.set("input_schema", ObjectSchema.forMessages(function.take("parameters"), dropped));
        if (function.take("strict").asBoolean()) {
            function.drop("strict");
        }
        function.close();
    }

    private void keep(JsonNode allowed) {
        names.clear();
        allowed.forEach(tool ->
                names.add(ToolName.sent(tool.path("function").path("name").asText())));
        ArrayNode kept = JsonTree.array();
        tools.forEach(tool -> {
            if (names.contains(tool.path("name").asText())) {
                kept.add(tool);
            }
        });
        tools = kept;
    }

    /** Empty when nothing is chosen. */
    private ObjectNode choice(JsonNode choice) throws UntranslatableException {
        ObjectNode own = JsonTree.object();
        if (choice.path("type").asText().equals("allowed_tools")) {
            return own.put(
                    "type", word(choice.path("allowed_tools").path("mode").asText("auto")));
        }
        if (!choice.isObject()) {
            return choice.isTextual() ? own.put("type", word(choice.asText())) : own;
        }
        String name = ToolName.sent(choice.path("function").path("name").asText("-"));
        if (!names.contains(name)) {
            from.drop("tool_choice");
            return own;
        }
        return own.put("type", "tool").put("name", name);
    }

    private static String word(String choice) throws UntranslatableException {
        return switch (choice) {
            case "auto", "none" -> choice;
            case "required", "any" -> "any";
            default -> throw new UntranslatableException("tool_choice", "Invalid 'tool_choice'.");
        };
    }
}
