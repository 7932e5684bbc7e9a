package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.translate.Conversion;

/** The content blocks of a streamed message: one is open at a time, as Anthropic's own streams have it. */
final class Blocks {

    private enum Open {
        NONE,
        THOUGHT,
        TEXT,
        TOOL
    }

    private Open open = Open.NONE;
    private int index = -1;
    private int tool = -1;

    void thought(String piece, Conversion.Out out) {
        if (!piece.isEmpty()) {
            if (open != Open.THOUGHT) {
                begin(Open.THOUGHT, block("thinking").put("thinking", "").put("signature", ""), out);
            }
            delta(JsonTree.object().put("type", "thinking_delta").put("thinking", piece), out);
        }
    }

    void text(String piece, Conversion.Out out) {
        if (!piece.isEmpty()) {
            if (open != Open.TEXT) {
                begin(Open.TEXT, block("text").put("text", ""), out);
            }
            delta(JsonTree.object().put("type", "text_delta").put("text", piece), out);
        }
    }

    void call(JsonNode call, Conversion.Out out) throws IOException {
        int number = call.path("index").asInt(0);
        if (number < tool) {
            throw new NotJsonException("a tool call goes on after the next one began");
        }
        JsonNode function = call.path("function");
        if (open != Open.TOOL || number > tool) {
            if (!function.path("name").isTextual()) {
                throw new NotJsonException("a tool call without a name");
            }
            tool = number;
            ObjectNode use = block("tool_use")
                    .put("id", call.path("id").asText("toolu_" + number))
                    .put("name", function.path("name").asText());
            use.putObject("input");
            begin(Open.TOOL, use, out);
        }
        String piece = function.path("arguments").asText("");
        if (!piece.isEmpty()) {
            delta(JsonTree.object().put("type", "input_json_delta").put("partial_json", piece), out);
        }
    }

    void close(Conversion.Out out) {
        if (open != Open.NONE) {
            open = Open.NONE;
            Events.send(JsonTree.object().put("type", "content_block_stop").put("index", index), out);
        }
    }

    private void begin(Open kind, ObjectNode block, Conversion.Out out) {
        close(out);
        open = kind;
        index++;
        ObjectNode event = JsonTree.object().put("type", "content_block_start").put("index", index);
        event.set("content_block", block);
        Events.send(event, out);
    }

    private void delta(ObjectNode delta, Conversion.Out out) {
        ObjectNode event = JsonTree.object().put("type", "content_block_delta").put("index", index);
        event.set("delta", delta);
        Events.send(event, out);
    }

    private static ObjectNode block(String type) {
        return JsonTree.object().put("type", type);
    }
}
