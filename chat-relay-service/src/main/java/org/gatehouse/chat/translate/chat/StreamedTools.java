package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/** The tool calls of a streamed message as deltas of chat chunks: every call has arguments, if only none. */
final class StreamedTools {

    private static final int MOST_PASSED = 10_000;

    private final Map<Integer, Tool> open = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Integer> passed = new HashSet<>();
    private int number;

    private static final class Tool {

        private final int number;
        private final String input;
        private boolean argued;

        private Tool(int number, String input) {
            this.number = number;
            this.input = input;
        }
    }

    JsonNode start(int block, JsonNode use) {
        // What is there from the start stands only where no pieces follow.
        JsonNode input = use.path("input");
        var tool = new Tool(number++, input.isObject() ? JsonTree.text(input) : "{}");
        open.put(block, tool);
        ObjectNode delta = JsonTree.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool.number);
        call.put("id", id(use)).put("type", "function");
        ObjectNode function = call.putObject("function");
        function.set("name", use.path("name"));
        function.put("arguments", "");
        return delta;
    }

    /** The block is a tool that its provider runs, or none: what it is asked is nobody's call here. */
    void pass(int block) {
        if (passed.size() < MOST_PASSED) {
            passed.add(block);
        }
    }

    private String id(JsonNode use) {
        String id = use.path("id").asText("");
        while (id.isEmpty() || id.equals("null") || !ids.add(id)) {
            id = freshId();
        }
        return id;
    }

    static String freshId() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }

    @Nullable
    JsonNode more(int block, String piece) throws IOException {
        Tool tool = open.get(block);
        if (tool == null && passed.contains(block)) {
            return null;
        }
        if (tool == null) {
            throw new NotJsonException("arguments without a tool");
        }
        tool.argued |= !piece.isBlank();
        return piece.isEmpty() ? null : piece(tool, piece);
    }

    @Nullable
    JsonNode stop(int block) {
        Tool tool = open.remove(block);
        return tool == null || tool.argued ? null : piece(tool, tool.input);
    }

    private static JsonNode piece(Tool tool, String arguments) {
        ObjectNode delta = JsonTree.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool.number);
        call.putObject("function").put("arguments", arguments);
        return delta;
    }
}
