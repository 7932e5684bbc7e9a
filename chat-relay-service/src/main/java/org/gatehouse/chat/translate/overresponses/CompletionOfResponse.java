package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation.Context;
import org.jspecify.annotations.Nullable;

/**
 * A response as a chat completion; id and time are the same in all of its chunks. Servers leave out numbers, ids and whole events of
 * their streams: what an item says is taken from wherever it is told first, and once.
 */
final class CompletionOfResponse implements Conversion {

    private final Context context;
    private final StopWords stop;
    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final StreamedItems items = new StreamedItems();
    private JsonNode usage = JsonTree.object();
    /** How likely the tokens were that are told next. */
    private JsonNode likely = JsonTree.array();

    private boolean begun;
    private boolean ended;

    CompletionOfResponse(Context context, StopWords stop) {
        this.context = context;
        this.stop = stop;
    }

    @Override
    public void event(JsonNode event, Out out) throws IOException {
        begin(out);
        switch (event.path("type").asText()) {
            case "response.output_text.delta" -> {
                items.heard(event);
                likely = event.path("logprobs");
                text(event.path("delta").asText(""), out);
            }
            case "response.refusal.delta" -> {
                items.heard(event);
                say("refusal", event.path("delta").asText(""), out);
            }
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                items.heard(event);
                say("reasoning_content", event.path("delta").asText(""), out);
            }
            case "response.output_item.added" -> delta(items.added(event), out);
            case "response.function_call_arguments.delta" -> delta(items.arguments(event), out);
            case "response.function_call_arguments.done" -> delta(items.argued(event), out);
            case "response.output_item.done" -> done(event, event.path("item"), out);
            case "response.completed", "response.incomplete" -> end(event.path("response"), out);
            default -> {}
        }
    }

    private void begin(Out out) {
        if (!begun) {
            begun = true;
            delta(JsonTree.object().put("role", "assistant").put("content", ""), out);
        }
    }

    /** An item is whole: what of it came in no piece comes now. */
    private void done(JsonNode event, JsonNode item, Out out) throws IOException {
        switch (item.path("type").asText()) {
            case "function_call" -> {
                delta(items.added(event), out);
                delta(items.argued(event), out);
            }
            case "message" -> {
                if (items.first(event)) {
                    text(Item.text(item), out);
                    say("refusal", Item.refusal(item), out);
                }
                JsonNode annotations = Item.annotations(item);
                if (!annotations.isEmpty()) {
                    delta(JsonTree.object().set("annotations", annotations), out);
                }
            }
            case "reasoning" -> {
                if (items.first(event)) {
                    say("reasoning_content", Item.thought(item), out);
                }
            }
            default -> {}
        }
    }

    private void end(JsonNode response, Out out) throws IOException {
        if (!items.any()) {
            int index = 0;
            for (JsonNode item : response.path("output")) {
                ObjectNode told = JsonTree.object().put("output_index", index++);
                told.set("item", item);
                done(told, item, out);
            }
        }
        if (!stop.met()) {
            say("content", stop.rest(), out);
        }
        usage = response.path("usage");
        ended = true;
        ObjectNode chunk = chunk(JsonTree.object());
        ((ObjectNode) chunk.path("choices").path(0)).put("finish_reason", reason(response, items.called()));
        out.frame(SseFrames.data(JsonTree.bytes(chunk)));
    }

    private String reason(JsonNode response, boolean called) throws IOException {
        if (response.path("status").asText("completed").equals("incomplete")) {
            return response.path("incomplete_details").path("reason").asText("").equals("content_filter")
                    ? "content_filter"
                    : "length";
        }
        if (!response.path("status").asText("completed").equals("completed")) {
            throw new NotJsonException("a response that is neither complete nor incomplete");
        }
        return called && !stop.met() ? "tool_calls" : "stop";
    }

    private void text(String text, Out out) {
        say("content", stop.pass(text), out);
    }

    private void say(String member, String text, Out out) {
        if (!text.isEmpty()) {
            delta(JsonTree.object().put(member, text), out);
        }
    }

    private void delta(@Nullable JsonNode delta, Out out) {
        if (delta != null) {
            out.frame(SseFrames.data(JsonTree.bytes(chunk(delta))));
        }
    }

    private ObjectNode chunk(JsonNode delta) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").putNull("finish_reason");
        if (!likely.isEmpty()) {
            choice.set("logprobs", Item.logprobs(likely));
            likely = JsonTree.array();
        }
        return chunk;
    }

    private ObjectNode head(String object) {
        return JsonTree.object()
                .put("id", id)
                .put("object", object)
                .put("created", context.createdEpochSeconds())
                .put("model", context.model());
    }

    @Override
    public void end(Out out) throws IOException {
        if (!ended) {
            throw new NotJsonException("no end of the response");
        }
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", Item.usage(usage));
        out.usageFrame(SseFrames.data(JsonTree.bytes(chunk)));
    }

    @Override
    public JsonNode whole(JsonNode response) throws IOException {
        var message = new WholeMessage(response.path("output"), stop);
        ObjectNode completion = head("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message.object());
        choice.set("logprobs", message.logprobs());
        choice.put("finish_reason", reason(response, message.called()));
        completion.set("usage", Item.usage(response.path("usage")));
        return completion;
    }
}
