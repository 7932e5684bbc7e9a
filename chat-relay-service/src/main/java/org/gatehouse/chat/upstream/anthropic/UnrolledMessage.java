package org.gatehouse.chat.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;

/** A whole message as the events of https://docs.anthropic.com/en/api/messages-streaming. */
final class UnrolledMessage {

    private UnrolledMessage() {}

    static void unroll(JsonNode message, boolean usageTold, Answer to) {
        ObjectNode begun = message.deepCopy();
        begun.putNull("stop_reason").putNull("stop_sequence").putArray("content");
        send(to, event("message_start").set("message", begun));
        int index = 0;
        for (JsonNode block : message.path("content")) {
            block(block, index++, to);
        }
        ObjectNode end = event("message_delta");
        ObjectNode delta = end.putObject("delta");
        for (String member : new String[] {"stop_reason", "stop_sequence", "native_finish_reason"}) {
            if (message.has(member)) {
                delta.set(member, message.path(member));
            }
        }
        end.set("usage", usageTold ? message.path("usage") : JsonTree.object());
        send(to, end);
        send(to, event("message_stop"));
    }

    private static void block(JsonNode block, int index, Answer to) {
        send(to, at("content_block_start", index).set("content_block", begun(block)));
        switch (block.path("type").asText()) {
            case "text" ->
                delta(to, index, "text_delta", "text", block.path("text").asText());
            case "thinking" -> {
                delta(
                        to,
                        index,
                        "thinking_delta",
                        "thinking",
                        block.path("thinking").asText());
                if (block.hasNonNull("signature")) {
                    delta(
                            to,
                            index,
                            "signature_delta",
                            "signature",
                            block.path("signature").asText());
                }
            }
            case "tool_use", "server_tool_use" ->
                delta(to, index, "input_json_delta", "partial_json", JsonTree.text(block.path("input")));
            default -> {}
        }
        send(to, at("content_block_stop", index));
    }

    private static ObjectNode begun(JsonNode block) {
        ObjectNode begun = block.deepCopy();
        switch (block.path("type").asText()) {
            case "text" -> begun.put("text", "");
            case "thinking" -> begun.put("thinking", "").put("signature", "");
            case "tool_use", "server_tool_use" -> begun.putObject("input");
            default -> {}
        }
        return begun;
    }

    private static void delta(Answer to, int index, String type, String member, String text) {
        ObjectNode event = at("content_block_delta", index);
        event.putObject("delta").put("type", type).put(member, text);
        send(to, event);
    }

    private static ObjectNode at(String type, int index) {
        return event(type).put("index", index);
    }

    private static ObjectNode event(String type) {
        return JsonTree.object().put("type", type);
    }

    private static void send(Answer to, JsonNode event) {
        to.frame(SseFrames.event(event.path("type").asText(), JsonTree.bytes(event)));
    }
}
