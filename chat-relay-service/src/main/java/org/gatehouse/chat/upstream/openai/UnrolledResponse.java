package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;

/** A whole response as the events of https://platform.openai.com/docs/api-reference/responses-streaming. */
final class UnrolledResponse {

    private static final String TEXT = "response.output_text";
    private static final String REFUSAL = "response.refusal";
    private static final String ARGUMENTS = "response.function_call_arguments";

    private final Answer to;
    private int number;

    private UnrolledResponse(Answer to) {
        this.to = to;
    }

    static void unroll(JsonNode response, boolean usageTold, Answer to) {
        new UnrolledResponse(to).all(response, usageTold);
    }

    private void all(JsonNode response, boolean usageTold) {
        ObjectNode begun = response.deepCopy();
        begun.put("status", "in_progress").putNull("usage").putArray("output");
        send(event("response.created").set("response", begun));
        send(event("response.in_progress").set("response", begun));
        int index = 0;
        for (JsonNode item : response.path("output")) {
            item(item, index++);
        }
        boolean incomplete = response.path("status").asText().equals("incomplete");
        JsonNode last =
                event(incomplete ? "response.incomplete" : "response.completed").set("response", response);
        if (usageTold) {
            send(last);
        } else {
            to.usageFrame(frame(last));
        }
    }

    private void item(JsonNode item, int index) {
        ObjectNode added = item.deepCopy();
        switch (item.path("type").asText()) {
            case "message" -> added.put("status", "in_progress").putArray("content");
            case "function_call" -> added.put("status", "in_progress").put("arguments", "");
            default -> {}
        }
        send(event("response.output_item.added").put("output_index", index).set("item", added));
        if (item.path("type").asText().equals("message")) {
            int part = 0;
            for (JsonNode content : item.path("content")) {
                content(item, index, content, part++);
            }
        } else if (item.path("type").asText().equals("function_call")) {
            String arguments = item.path("arguments").asText();
            send(at(ARGUMENTS + ".delta", item, index).put("delta", arguments));
            send(at(ARGUMENTS + ".done", item, index)
                    .put("name", item.path("name").asText())
                    .put("arguments", arguments));
        }
        send(event("response.output_item.done").put("output_index", index).set("item", item));
    }

    private void content(JsonNode item, int index, JsonNode content, int part) {
        boolean refusal = content.path("type").asText().equals("refusal");
        String member = refusal ? "refusal" : "text";
        ObjectNode empty = content.deepCopy();
        empty.put(member, "");
        send(in("response.content_part.added", item, index, part).set("part", empty));
        String text = content.path(member).asText();
        String name = refusal ? REFUSAL : TEXT;
        ObjectNode delta = in(name + ".delta", item, index, part).put("delta", text);
        if (content.path("logprobs").isArray()) {
            delta.set("logprobs", content.path("logprobs"));
        }
        send(delta);
        send(in(name + ".done", item, index, part).put(member, text));
        send(in("response.content_part.done", item, index, part).set("part", content));
    }

    private ObjectNode in(String type, JsonNode item, int index, int part) {
        return at(type, item, index).put("content_index", part);
    }

    private ObjectNode at(String type, JsonNode item, int index) {
        return event(type).put("item_id", item.path("id").asText()).put("output_index", index);
    }

    private ObjectNode event(String type) {
        return JsonTree.object().put("type", type).put("sequence_number", number++);
    }

    private void send(JsonNode event) {
        to.frame(frame(event));
    }

    private static ByteBuf frame(JsonNode event) {
        return SseFrames.event(event.path("type").asText(), JsonTree.bytes(event));
    }
}
