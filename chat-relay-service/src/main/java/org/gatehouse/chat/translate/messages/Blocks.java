package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.InOrder;

/** The content blocks of a streamed message: one is open at a time, as Anthropic's own streams have it. */
final class Blocks implements InOrder.Listener {

    private enum Open {
        NONE,
        THOUGHT,
        TEXT,
        TOOL
    }

    private final Conversion.Out out;
    private Open open = Open.NONE;
    private int index = -1;

    Blocks(Conversion.Out out) {
        this.out = out;
    }

    @Override
    public void said(InOrder.Kind kind, String piece) {
        switch (kind) {
            case THOUGHT -> {
                begin(Open.THOUGHT, block("thinking").put("thinking", "").put("signature", ""));
                delta(JsonTree.object().put("type", "thinking_delta").put("thinking", piece));
            }
            case TEXT, REFUSAL -> {
                begin(Open.TEXT, block("text").put("text", ""));
                delta(JsonTree.object().put("type", "text_delta").put("text", piece));
            }
        }
    }

    @Override
    public void called(InOrder.Call call) {
        close();
        ObjectNode use = block("tool_use").put("id", call.id()).put("name", call.name());
        use.putObject("input");
        begin(Open.TOOL, use);
    }

    @Override
    public void arguments(InOrder.Call call, String piece) {
        delta(JsonTree.object().put("type", "input_json_delta").put("partial_json", piece));
    }

    @Override
    public void ended(InOrder.Call call, boolean cut) throws IOException {
        if (!cut) {
            Arguments.object(call.arguments());
        }
        close();
    }

    void close() {
        if (open != Open.NONE) {
            open = Open.NONE;
            Events.send(JsonTree.object().put("type", "content_block_stop").put("index", index), out);
        }
    }

    private void begin(Open kind, ObjectNode block) {
        if (open == kind) {
            return;
        }
        close();
        open = kind;
        index++;
        ObjectNode event = JsonTree.object().put("type", "content_block_start").put("index", index);
        event.set("content_block", block);
        Events.send(event, out);
    }

    private void delta(ObjectNode delta) {
        ObjectNode event = JsonTree.object().put("type", "content_block_delta").put("index", index);
        event.set("delta", delta);
        Events.send(event, out);
    }

    private static ObjectNode block(String type) {
        return JsonTree.object().put("type", type);
    }
}
