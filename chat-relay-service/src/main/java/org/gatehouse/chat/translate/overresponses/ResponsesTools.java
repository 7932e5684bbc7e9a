package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.ToolName;
import org.gatehouse.chat.upstream.Dropped;

/** The tools of a chat completion request, flat, and which of them may or must be called. */
final class ResponsesTools {

    private final Source from;
    private final Dropped dropped;
    private final Set<String> names = new HashSet<>();
    private final ArrayNode tools = JsonTree.array();

    ResponsesTools(Source from, Dropped dropped) {
        this.from = from;
        this.dropped = dropped;
    }

    void into(ObjectNode request) {
        for (JsonNode given : from.take("tools")) {
            String type = given.path("type").asText("function");
            if (type.equals("function") && given.path("function").path("name").isTextual()) {
                function(given);
            } else {
                dropped.add(type);
            }
        }
        JsonNode choice = from.take("tool_choice");
        JsonNode parallel = from.take("parallel_tool_calls");
        if (tools.isEmpty()) {
            if (choice.isObject() || choice.asText().equals("required")) {
                from.drop("tool_choice");
            }
            return;
        }
        request.set("tools", tools);
        if (parallel.isBoolean()) {
            request.set("parallel_tool_calls", parallel);
        }
        choose(request, choice);
    }

    private void function(JsonNode given) {
        var tool = new Source(given, dropped);
        tool.know("type");
        var function = new Source(tool.take("function"), dropped);
        tool.close();
        String name = ToolName.sent(function.take("name").asText());
        if (!names.add(name)) {
            return;
        }
        ObjectNode own = tools.addObject().put("type", "function").put("name", name);
        function.copy(own, "description");
        JsonNode parameters = function.take("parameters");
        if (parameters.isObject()) {
            own.set("parameters", parameters);
        } else {
            own.putObject("parameters").put("type", "object").putObject("properties");
        }
        // Left out it would mean strict there, and not strict in a chat.
        own.put("strict", function.take("strict").asBoolean(false));
        function.close();
    }

    private void choose(ObjectNode request, JsonNode choice) {
        if (choice.isTextual()) {
            request.set("tool_choice", choice);
            return;
        }
        switch (choice.path("type").asText()) {
            case "function" -> {
                String name = ToolName.sent(choice.path("function").path("name").asText());
                if (names.contains(name)) {
                    request.putObject("tool_choice").put("type", "function").put("name", name);
                } else {
                    from.drop("tool_choice");
                }
            }
            case "allowed_tools" -> allow(request, choice.path("allowed_tools"));
            default -> {
                if (choice.isObject()) {
                    from.drop("tool_choice");
                }
            }
        }
    }

    private static void allow(ObjectNode request, JsonNode allowed) {
        ObjectNode own = request.putObject("tool_choice").put("type", "allowed_tools");
        own.put("mode", allowed.path("mode").asText("auto"));
        ArrayNode list = own.putArray("tools");
        for (JsonNode tool : allowed.path("tools")) {
            String name = ToolName.sent(tool.path("function").path("name").asText());
            list.addObject().put("type", "function").put("name", name);
        }
    }
}
