package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.translate.Conversion.Out;

/** The events of a streamed response: named by their type and numbered from 0. */
final class ResponseEvents {

    private int number;

    void response(String type, ObjectNode response, Out out) {
        ObjectNode event = event(type);
        event.set("response", response);
        send(event, out);
    }

    void item(String type, int index, ObjectNode item, Out out) {
        ObjectNode event = event(type).put("output_index", index);
        event.set("item", item);
        send(event, out);
    }

    void part(String type, String itemId, int index, String text, Out out) {
        ObjectNode event = within(type, itemId, index).put("content_index", 0);
        event.set("part", OutputItem.Message.part(text));
        send(event, out);
    }

    void delta(String type, String itemId, int index, String piece, Out out) {
        ObjectNode event = within(type, itemId, index).put("delta", piece);
        if (type.equals("response.output_text.delta")) {
            event.put("content_index", 0).putArray("logprobs");
        }
        send(event, out);
    }

    void text(OutputItem.Message message, int index, Out out) {
        ObjectNode event = within("response.output_text.done", message.id(), index)
                .put("content_index", 0)
                .put("text", message.text().toString());
        event.putArray("logprobs");
        send(event, out);
    }

    /** What the call says, complete; a text for a freeform tool is in the arguments' JSON and comes in one piece. */
    void arguments(OutputItem.Call call, int index, Out out) {
        String said = call.arguments().toString();
        switch (call.tool().kind()) {
            case FUNCTION -> {
                ObjectNode event = within("response.function_call_arguments.done", call.id(), index);
                send(event.put("name", call.tool().name()).put("arguments", said), out);
            }
            case CUSTOM -> {
                String input = Called.text(said);
                delta("response.custom_tool_call_input.delta", call.id(), index, input, out);
                send(
                        within("response.custom_tool_call_input.done", call.id(), index)
                                .put("input", input),
                        out);
            }
            case LOCAL_SHELL, TOOL_SEARCH -> {}
        }
    }

    private ObjectNode within(String type, String itemId, int index) {
        return event(type).put("item_id", itemId).put("output_index", index);
    }

    private ObjectNode event(String type) {
        return JsonTree.object().put("type", type).put("sequence_number", number++);
    }

    private static void send(ObjectNode event, Out out) {
        out.frame(SseFrames.event(event.path("type").asText(), JsonTree.bytes(event)));
    }
}
