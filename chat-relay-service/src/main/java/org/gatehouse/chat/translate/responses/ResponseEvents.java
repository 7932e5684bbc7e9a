package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.translate.Conversion.Out;

/** The events of a streamed response: named by their type and numbered from 0. */
final class ResponseEvents {

    private final Out out;
    private int number;

    ResponseEvents(Out out) {
        this.out = out;
    }

    void response(String type, ObjectNode response) {
        ObjectNode event = event(type);
        event.set("response", response);
        send(event);
    }

    void item(String type, int index, ObjectNode item) {
        ObjectNode event = event(type).put("output_index", index);
        event.set("item", item);
        send(event);
    }

    void part(String type, OutputItem.Text item, int index, String text) {
        ObjectNode event = within(type, item.id(), index).put("content_index", 0);
        event.set("part", item.kind().part(text));
        send(event);
    }

    void delta(OutputItem.Text item, int index, String piece) {
        ObjectNode event = within(item.kind().event("delta"), item.id(), index)
                .put("delta", piece)
                .put("content_index", 0);
        send(logprobs(item, event));
    }

    void done(OutputItem.Text item, int index) {
        ObjectNode event = within(item.kind().event("done"), item.id(), index)
                .put("content_index", 0)
                .put(item.kind().member(), item.text().toString());
        send(logprobs(item, event));
    }

    private static ObjectNode logprobs(OutputItem.Text item, ObjectNode event) {
        if (item.kind() == OutputItem.Text.Kind.ANSWER) {
            event.putArray("logprobs");
        }
        return event;
    }

    void arguments(OutputItem.Call call, int index, String piece) {
        send(within("response.function_call_arguments.delta", call.id(), index).put("delta", piece));
    }

    /** What the call says, complete; a text for a freeform tool is in the arguments' JSON and comes in one piece. */
    void arguments(OutputItem.Call call, int index) {
        String said = call.arguments().toString();
        switch (call.tool().kind()) {
            case FUNCTION ->
                send(within("response.function_call_arguments.done", call.id(), index)
                        .put("name", call.tool().name())
                        .put("arguments", said));
            case CUSTOM -> {
                String input = Called.text(said);
                send(within("response.custom_tool_call_input.delta", call.id(), index)
                        .put("delta", input));
                send(within("response.custom_tool_call_input.done", call.id(), index)
                        .put("input", input));
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

    private void send(ObjectNode event) {
        out.frame(SseFrames.event(event.path("type").asText(), JsonTree.bytes(event)));
    }
}
